import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { seeded } from './seeded.ts'

/** Answers of ours in place of the engine's; HTTP only. */
export interface Storm {
  kind: 'storm'
  status: number
  /** Unless given, an error as Elasticsearch words it. */
  body?: string
  contentType?: string
  /** The share of requests that it hits, by a generator with this seed; every one unless given. */
  share?: number
  seed?: number
  /** Only so many requests, the next ones. */
  next?: number
  /** Only where method and path ("POST /_bulk") match. */
  only?: RegExp
  /** True where the engine does what it was asked and only its reply is lost. */
  applied?: boolean
}

/** What passes on one connection; each part returns what is to be passed on, or null. */
interface Tamper {
  request: (chunk: Buffer) => Buffer | null
  reply: (chunk: Buffer) => Buffer | null
}

/** Decides request by request; one that follows a reply on its connection is a new one, as our clients never hurry ahead. */
export function createStorms(onStrike: () => void) {
  let storm: Storm | null = null
  let left = 0
  let random = seeded(0)

  function strikes(head: string): boolean {
    if (!storm || left === 0 || !(storm.only?.test(head.split(' HTTP/', 1)[0]!) ?? true))
      return false
    if (random() >= (storm.share ?? 1)) return false
    left--
    onStrike()
    return true
  }

  return {
    change(next: Storm | null): void {
      storm = next
      left = next?.next ?? Infinity
      random = seeded(next?.seed ?? 0)
    },

    on(client: Socket): Tamper {
      let isAsking = false
      let answer: string | null = null
      let swallowed: Buffer | null = null

      return {
        request(chunk) {
          if (!isAsking && swallowed === null) {
            answer = strikes(chunk.toString('latin1', 0, 1024)) ? toAnswer(storm!) : null
            if (answer !== null && !storm!.applied) swallowed = Buffer.alloc(0)
          }
          isAsking = true
          if (swallowed === null) return chunk
          swallowed = Buffer.concat([swallowed, chunk])
          if (answer !== null && isWhole(swallowed)) client.end(answer)
          return null
        },
        reply(chunk) {
          isAsking = false
          if (answer === null) return chunk
          if (client.writable) client.end(answer)
          return null
        },
      }
    },
  }
}

function toAnswer({ status, contentType = 'application/json', body = toError(status) }: Storm) {
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'x-elastic-product: Elasticsearch',
    `content-type: ${contentType}`,
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ]
  return `${head.join('\r\n')}\r\n\r\n${body}`
}

function toError(status: number): string {
  const type = status === 429 ? 'es_rejected_execution_exception' : 'unavailable_shards_exception'
  const reason = { type, reason: 'by the fault proxy' }
  return JSON.stringify({ error: { root_cause: [reason], ...reason }, status })
}

/** Whether a request has come to its end. */
function isWhole(request: Buffer): boolean {
  const headLength = request.indexOf('\r\n\r\n') + 4
  if (headLength < 4) return false
  const head = request.toString('latin1', 0, headLength)
  if (/^transfer-encoding: *chunked/im.test(head)) return request.includes('\r\n0\r\n\r\n')
  const length = /^content-length: *(\d+)/im.exec(head)?.[1]
  return request.length >= headLength + Number(length ?? 0)
}
