import { Agent, request } from 'node:http'

export interface RawRequest {
  method: string
  /** Path and query string. */
  path: string
  body?: Buffer
}

/** The cheapest HTTP client in Node: keep-alive connections and bodies that are bytes already. */
export interface RawHttp {
  /** Returns the response body as text; throws unless the status is 2xx. */
  ask(request: RawRequest): Promise<string>
  close(): void
}

interface Address {
  url: string
  user?: string | undefined
  password?: string | undefined
}

export function openRaw({ url, user, password }: Address): RawHttp {
  const agent = new Agent({ keepAlive: true })
  const credentials = Buffer.from(`${user}:${password}`).toString('base64')
  const headers = {
    'content-type': 'application/json',
    ...(user !== undefined && { authorization: `Basic ${credentials}` }),
  }
  return {
    ask: ({ method, path, body = Buffer.alloc(0) }) =>
      new Promise((resolve, reject) => {
        const length = { 'content-length': body.length }
        const options = { method, agent, headers: { ...headers, ...length } }
        const asking = request(url + path, options, (response) => {
          const parts: Buffer[] = []
          response.on('data', (part: Buffer) => parts.push(part))
          response.on('error', reject)
          response.on('end', () => {
            const answer = Buffer.concat(parts).toString()
            const { statusCode = 0 } = response
            if (statusCode < 300) resolve(answer)
            else reject(new Error(`${method} ${path}: ${statusCode} ${answer.slice(0, 1000)}`))
          })
        })
        asking.on('error', reject)
        asking.end(body)
      }),
    close: () => agent.destroy(),
  }
}

/** Sends requests one after the other; returns the first response. */
export async function askInTurn(raw: RawHttp, [first, ...more]: RawRequest[]): Promise<string> {
  const answer = await raw.ask(first!)
  for (const request of more) await raw.ask(request)
  return answer
}

/** Sends bodies to `_bulk` with a fixed concurrency; throws if an item was rejected. */
export async function sendBulk(
  raw: RawHttp,
  index: string,
  bodies: Buffer[],
  inFlight: number,
): Promise<void> {
  const path = `/${index}/_bulk?require_alias=true&filter_path=errors`
  const left = bodies.values()
  const line = async () => {
    for (const body of left) {
      const answer = await raw.ask({ method: 'POST', path, body })
      if (answer !== '{"errors":false}') throw new Error(`_bulk answers ${answer}`)
    }
  }
  await Promise.all(Array.from({ length: inFlight }, line))
}
