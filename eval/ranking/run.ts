import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { toTable } from '../table.ts'
import { createBaseline } from './baseline.ts'
import { type Ranker, indexed, onElasticsearch, onSqlite } from './dateline.ts'
import { ndcg } from './ndcg.ts'

/** A query as typed, with the grades of articles: 2 answers it, 1 touches it. */
interface Judged {
  query: string
  grades: Map<string, number>
}

export interface Text {
  id: string
  title: string
  body: string
}

interface Suite {
  name: string
  texts: Text[]
  judged: Judged[]
  /** The corpus' own id in an id of the archive. */
  idOf: (id: string) => string
}

/**
 * How many results of each list are scored. The Reuters queries were judged six deep: at 10, much counts as wrong that
 * nobody read.
 */
const DEPTHS = [5, 10]

/**
 * Prints how well results are ranked on both stores, next to plain full-text search; false if the shared folder is
 * missing.
 */
export async function evaluateRanking(shared: string): Promise<boolean> {
  const folder = join(shared, 'data/ranking')
  if (!existsSync(folder)) return false
  await evaluate(questionsToTime(folder))
  await evaluate(queriesToReuters(join(shared, 'data/reuters.jsonl.gz')))
  return true
}

function questionsToTime(folder: string): Suite {
  const read = readLines<{ query: string; relevant: string[] }>(
    join(folder, 'time-queries.jsonl.gz'),
  )
  return {
    name: '38 judged questions to Time, 1963',
    texts: readLines<Text>(join(folder, 'time-articles.jsonl.gz')),
    judged: read.map(({ query, relevant }) => {
      return { query, grades: new Map(relevant.map((id) => [id, 1])) }
    }),
    idOf: (id) => /time-\d+$/.exec(id)![0],
  }
}

function queriesToReuters(path: string): Suite {
  const read = JSON.parse(
    readFileSync(join(import.meta.dirname, '../labels/ranking.json'), 'utf8'),
  ) as { query: string; grades: Record<string, number> }[]
  return {
    name: `${read.length} judged queries to Reuters, 1987`,
    texts: readLines<Text>(path),
    judged: read.map(({ query, grades }) => ({ query, grades: new Map(Object.entries(grades)) })),
    idOf: (id) => /reuters-\d+$/.exec(id)![0],
  }
}

async function evaluate({ name, texts, judged, idOf }: Suite): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'ranking-texts-'))
  const file = join(folder, 'texts.jsonl')
  writeFileSync(file, texts.map((text) => JSON.stringify({ ...text, source: 'news' })).join('\n'))
  const { archive, remove } = await indexed(file)
  const stores = [
    ['SQLite', await onSqlite(archive, idOf)] as const,
    ['Elasticsearch', await onElasticsearch(archive, idOf)] as const,
  ]
  const rankers: [name: string, Ranker][] = stores.flatMap(([store, ranked]) =>
    ranked
      ? [
          [`Dateline on ${store}, as typed`, ranked.ranker('auto')],
          [`Dateline on ${store}, all words`, ranked.ranker('all')],
          [`Dateline on ${store}, any word`, ranked.ranker('any')],
        ]
      : [],
  )
  rankers.push(['FTS5, porter, any word', createBaseline(texts)])
  const rows: string[][] = []
  for (const [ranker, rank] of rankers) rows.push([ranker, ...(await score(rank, judged))])
  for (const [, ranked] of stores) await ranked?.close()
  remove()
  rmSync(folder, { recursive: true })
  console.log(
    toTable([`on ${name}`, ...DEPTHS.map((depth) => `nDCG@${depth}`), 'without a hit'], rows),
  )
}

/** The mean at each depth, and how many queries found nothing. */
async function score(rank: Ranker, judged: Judged[]): Promise<string[]> {
  const sums = DEPTHS.map(() => 0)
  let empty = 0
  for (const { query, grades } of judged) {
    const list = await rank(query, Math.max(...DEPTHS))
    if (list.length === 0) empty++
    for (const [i, depth] of DEPTHS.entries()) sums[i]! += ndcg(list, grades, depth)
  }
  return [...sums.map((sum) => (sum / judged.length).toFixed(4)), String(empty)]
}

function readLines<T>(path: string): T[] {
  const lines = gunzipSync(readFileSync(path)).toString('utf8').trimEnd().split('\n')
  return lines.map((line) => JSON.parse(line) as T)
}
