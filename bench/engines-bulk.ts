import type { ArticleChange } from '#core/projection.ts'
import type { EngineAddress } from '#stores/engine-address.ts'
import { createBulkWriter } from '#stores/search/elasticsearch/bulk-writer.ts'
import { connect } from '#stores/search/elasticsearch/connection.ts'
import { type BulkItem, articleItem } from '#stores/search/elasticsearch/document.ts'
import { ARTICLE_MAPPING, articleSettings } from '#stores/search/elasticsearch/mapping.ts'
import { type Figure, atLeast, interleaved, median, spread } from './measure.ts'
import { openRaw } from './raw-elasticsearch.ts'

const INDEX = 'dateline-bench'
const ROUNDS = 5
/** Of the raw arm; more in flight or larger requests gain nothing on two cores (1 to 10 MB × 1 to 3 were tried). */
const RAW = { bytes: 1_200_000, inFlight: 2 }
const FILTER = 'filter_path=errors,items.*.status'

/** Our bulk writer beside bare `_bulk` requests with the same lines, joined beforehand. */
export async function measureBulkWriter(
  address: EngineAddress,
  changes: Iterable<ArticleChange>,
): Promise<Figure[]> {
  const raw = openRaw(address)
  const connection = connect(address)
  const items = Array.from(changes, (change) => articleItem(change, { force: false }))
  const bodies = joined(items)

  const query = { filter_path: 'errors,items.*.status' }
  const send = (lines: string) =>
    connection.ask({ method: 'POST', path: `/${INDEX}/_bulk`, query, lines, timeoutMs: 60_000 })

  async function loading(load: () => Promise<void>): Promise<number> {
    await raw.send('DELETE', `/${INDEX}?ignore_unavailable=true`)
    const body = { settings: articleSettings(), mappings: ARTICLE_MAPPING }
    await raw.send('PUT', `/${INDEX}`, JSON.stringify(body))
    const started = performance.now()
    await load()
    const took = (performance.now() - started) / 1000
    await raw.send('POST', `/${INDEX}/_refresh`)
    const { count } = JSON.parse(await raw.send('GET', `/${INDEX}/_count`)) as { count: number }
    if (count !== items.length) throw new Error(`${count} of ${items.length} documents are there`)
    return took
  }

  async function viaWriter(): Promise<void> {
    const writer = createBulkWriter({ send })
    for await (const { refused } of writer.write(items)) {
      if (refused.length > 0) throw new Error(refused[0]!.reason)
    }
  }

  async function viaRaw(): Promise<void> {
    let next = 0
    const worker = async () => {
      while (next < bodies.length) {
        const reply = await raw.send('POST', `/${INDEX}/_bulk?${FILTER}`, bodies[next++])
        if (!reply.includes('"errors":false')) throw new Error(reply.slice(0, 500))
      }
    }
    await Promise.all(Array.from({ length: RAW.inFlight }, worker))
  }

  try {
    const { a, b } = await interleaved(
      ROUNDS,
      () => loading(viaWriter),
      () => loading(viaRaw),
    )
    const ratios = a.map((ours, i) => b[i]! / ours)
    const value = median(ratios)
    const megabytes = bodies.reduce((sum, { length }) => sum + length, 0) / 1e6
    return [
      {
        what: 'bulk writer ÷ raw _bulk of the same bodies',
        value,
        unit: '',
        ...atLeast(0.95, value),
        how: `${items.length} documents, ${megabytes.toFixed(0)} MB, both 1.2 MB × 2 in flight, ratio ${spread(ratios)}, writer ${spread(a)} s, raw ${spread(b)} s`,
      },
    ]
  } finally {
    await raw.send('DELETE', `/${INDEX}?ignore_unavailable=true`)
    raw.close()
    await connection.close()
  }
}

function joined(items: BulkItem[]): Buffer[] {
  const bodies: Buffer[] = []
  let lines: string[] = []
  let bytes = 0
  for (const [i, item] of items.entries()) {
    lines.push(item.lines)
    bytes += Buffer.byteLength(item.lines)
    if (bytes < RAW.bytes && i < items.length - 1) continue
    bodies.push(Buffer.from(lines.join('')))
    lines = []
    bytes = 0
  }
  return bodies
}
