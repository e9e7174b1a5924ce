import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { seeded } from '#core/analysis/seeded.ts'

/** Injected responses instead of the engine's; HTTP only. */
export interface Storm {
  kind: 'storm'
  status: number
  /** An error as Elasticsearch formats it by default. */
  body?: string
  contentType?: string
  /** Share of requests affected, chosen by a generator with this seed; all by default. */
  share?: number
  seed?: number
  /** Limits the fault to the next requests. */
  next?: number
  /** Limits the fault to requests whose method and path ("POST /_bulk") match. */
  only?: RegExp
  /** True if the engine executes the request and only the response is lost. */
  applied?: boolean
}

/** Filters one connection; each direction returns what to forward, or null. */
interface Tamper {
  request: (chunk: Buffer) => Buffer | null
  reply: (chunk: Buffer) => Buffer | null
}

/**
 * Decides per request; any request after a response is a new one, because our clients do not
 * pipeline.
 */
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

/** Whether a request is complete. */
function isWhole(request: Buffer): boolean {
  const headLength = request.indexOf('\r\n\r\n') + 4
  if (headLength < 4) return false
  const head = request.toString('latin1', 0, headLength)
  if (/^transfer-encoding: *chunked/im.test(head)) return request.includes('\r\n0\r\n\r\n')
  const length = /^content-length: *(\d+)/im.exec(head)?.[1]
  return request.length >= headLength + Number(length ?? 0)
}
