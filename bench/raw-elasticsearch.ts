import { Agent, request } from 'node:http'
import type { EngineAddress } from '#stores/engine-address.ts'

/** Elasticsearch without any client: bodies that are ready go out over connections that are open. */
export function openRaw({ url, user, password }: EngineAddress) {
  const agent = new Agent({ keepAlive: true })
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`

  function send(method: string, path: string, body?: string | Buffer): Promise<string> {
    const type = path.includes('_bulk') ? 'application/x-ndjson' : 'application/json'
    const headers = { authorization, 'content-type': type }
    return new Promise((resolve, reject) => {
      const sent = request(`${url}${path}`, { method, agent, headers }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          if (response.statusCode! < 300) resolve(text)
          else reject(new Error(`${method} ${path}: ${text.slice(0, 500)}`))
        })
        response.on('error', reject)
      })
      sent.on('error', reject)
      sent.end(body)
    })
  }

  return { send, close: () => agent.destroy() }
}

export type Raw = ReturnType<typeof openRaw>
