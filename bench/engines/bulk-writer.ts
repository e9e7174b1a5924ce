import { articleChanges } from '#archive/projection/article-changes.ts'
import { openArchive } from '#archive/open.ts'
import type { EngineAddress } from '#stores/shared/engine-address.ts'
import { createBulkWriter } from '#stores/elasticsearch/write/bulk-writer.ts'
import { connect } from '#stores/elasticsearch/connection.ts'
import { type BulkItem, articleItem } from '#stores/elasticsearch/document.ts'
import { writeAlias } from '#stores/elasticsearch/index-names.ts'
import type { NamedArchive } from '../archives.ts'
import { type Figure, atLeast, interleaved, median, quotients, spread } from '../measure.ts'
import { countAll, emptyGeneration, deleteIndexes, assertSame } from './filling.ts'
import { openRaw, sendBulk } from './raw-http.ts'

const ROUNDS = 11
/**
 * The best settings for the raw arm; larger requests or fewer at a time are slower on two cores. The writer under test
 * keeps its own settings.
 */
const SETTINGS = ['1.2 MB × 2', '1.2 MB × 3']
/** The connection settings of the projection target. */
const AS_TARGET = {
  require_alias: true,
  filter_path: 'items.*.status,items.*.error.type,items.*.error.reason,items.*.error.caused_by',
}

/** Our bulk writer ÷ raw `_bulk` of the same lines. */
export async function measureBulkWriter(
  address: EngineAddress,
  archive: NamedArchive,
): Promise<Figure> {
  const raw = openRaw(address)
  const connection = connect(address)
  const items = itemsOf(archive)

  /** Times filling an index from empty. */
  async function timed(fill: (index: string) => Promise<void>): Promise<number> {
    const { articles, entities } = await emptyGeneration(address)
    const started = performance.now()
    await fill(writeAlias(articles))
    const seconds = (performance.now() - started) / 1000
    assertSame('articles', await countAll(raw, articles), items.length)
    await deleteIndexes(raw, articles, entities)
    return seconds
  }
  async function throughWriter(index: string): Promise<void> {
    const request = { index, ...AS_TARGET }
    const send = (operations: string[]) =>
      connection.client.bulk({ ...request, operations }, { requestTimeout: 60_000, maxRetries: 0 })
    const writer = createBulkWriter({ send })
    for await (const { refused } of writer.write(items)) assertSame('refused', refused.length, 0)
  }
  const arms: Record<string, () => Promise<number>> = { ours: () => timed(throughWriter) }
  for (const setting of SETTINGS) {
    const [megabytes, inFlight] = setting.split(' MB × ').map(Number) as [number, number]
    const bodies = toBodies(items, megabytes * 1e6)
    arms[setting] = () => timed((index) => sendBulk(raw, index, bodies, inFlight))
  }

  try {
    const { ours = [], ...raws } = await interleaved(ROUNDS, arms)
    const [[setting, best]] = Object.entries(raws).sort(
      ([, x], [, y]) => median(x) - median(y),
    ) as [[string, number[]]]
    const ratios = quotients(best, ours)
    return {
      what: 'bulk writer ÷ raw _bulk of the same lines',
      value: median(ratios),
      unit: '',
      ...atLeast(0.95, median(ratios)),
      how: `${archive.name}, raw at its best with ${setting}, ${ROUNDS} rounds, ${median(ours).toFixed(1)} s, ratios ${spread(ratios)}`,
    }
  } finally {
    raw.close()
    await connection.client.close()
  }
}

function itemsOf({ path }: NamedArchive): BulkItem[] {
  const archive = openArchive(path, { write: false })
  const changes = articleChanges(archive.db, 0, Number.MAX_SAFE_INTEGER)
  const items = Array.from(changes, (change) => articleItem(change, { force: false }))
  archive.close()
  return items
}

function toBodies(items: BulkItem[], maxBytes: number): Buffer[] {
  const bodies: Buffer[] = []
  let lines: string[] = []
  let bytes = 0
  for (const item of items) {
    const text = item.lines.map((line) => `${line}\n`).join('')
    lines.push(text)
    bytes += Buffer.byteLength(text)
    if (bytes < maxBytes) continue
    bodies.push(Buffer.from(lines.join('')))
    lines = []
    bytes = 0
  }
  return lines.length > 0 ? [...bodies, Buffer.from(lines.join(''))] : bodies
}
