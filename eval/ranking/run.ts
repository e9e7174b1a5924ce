import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { openArchive } from '#archive/open.ts'
import { createApp } from '#api/app.ts'
import { runIndex } from '#indexer/pipeline/run-index.ts'
import { openAdapters } from '#stores/sqlite/workers/sqlite-adapters.ts'
import { toTable } from '../table.ts'
import { createBaseline } from './baseline.ts'
import { ndcg } from './ndcg.ts'

/** A query as typed, with the ids of the relevant articles. */
interface Judged {
  query: string
  relevant: string[]
}

export interface Text {
  id: string
  title: string
  body: string
}

const DEPTH = 10
const SOURCE = 'time'

/** Ids of the best articles, best first. */
export type Ranker = (query: string, size: number) => Promise<string[]>

/**
 * Prints how well results are ranked, next to plain full-text search; false if the shared folder is
 * missing.
 */
export async function evaluateRanking(shared: string): Promise<boolean> {
  const folder = join(shared, 'data/ranking')
  if (!existsSync(folder)) return false
  const texts = readLines<Text>(join(folder, 'time-articles.jsonl.gz'))
  const judged = readLines<Judged>(join(folder, 'time-queries.jsonl.gz'))
  const search = await openDateline(texts)
  const rankers: [name: string, Ranker][] = [
    ['Dateline, as typed', search.ranker('auto')],
    ['Dateline, all words', search.ranker('all')],
    ['Dateline, most words', search.ranker('most')],
    ['Dateline, any word', search.ranker('any')],
    ['FTS5, porter, any word', createBaseline(texts)],
  ]
  const rows = await Promise.all(rankers.map(([name, rank]) => score(name, rank, judged)))
  await search.close()
  console.log(toTable(['on 38 judged questions', `nDCG@${DEPTH}`, 'without a hit'], rows))
  return true
}

async function score(name: string, rank: Ranker, judged: Judged[]): Promise<string[]> {
  const lists = await Promise.all(judged.map(({ query }) => rank(query, DEPTH)))
  const scores = judged.map(({ relevant }, i) => ndcg(lists[i]!, new Set(relevant), DEPTH))
  if (process.env.DEBUG_RANKING) {
    judged.forEach(({ query }, i) => console.log(name, scores[i]!.toFixed(2), query.slice(0, 100)))
  }
  const mean = scores.reduce((sum, each) => sum + each, 0) / scores.length
  return [name, mean.toFixed(4), String(lists.filter(({ length }) => length === 0).length)]
}

function readLines<T>(path: string): T[] {
  const lines = gunzipSync(readFileSync(path)).toString('utf8').trimEnd().split('\n')
  return lines.map((line) => JSON.parse(line) as T)
}

/** The app over an archive of these texts, queried like the browser does. */
async function openDateline(texts: Text[]) {
  const folder = mkdtempSync(join(tmpdir(), 'ranking-'))
  const [news, file] = [join(folder, 'time.jsonl'), join(folder, 'time.db')]
  writeFileSync(news, texts.map((text) => JSON.stringify({ ...text, source: SOURCE })).join('\n'))
  const archive = openArchive(file, { write: true, create: true })
  await runIndex(archive, [news], { names: true, restore: false })
  archive.close()
  const stores = openAdapters(file)
  const names = { search: 'SQLite', graph: 'SQLite' }
  const app = createApp({ ...stores, names })

  return {
    ranker:
      (match: string): Ranker =>
      async (query, size) => {
        const asked = new URLSearchParams({ q: query, size: String(size), match })
        const response = await app.request(`/api/v1/articles?${asked}`)
        if (!response.ok) return []
        const { items } = (await response.json()) as { items: { id: string }[] }
        return items.map(({ id }) => /time-\d+$/.exec(id)![0])
      },
    async close() {
      await Promise.all([stores.search.close(), stores.graph.close()])
      rmSync(folder, { recursive: true })
    },
  }
}
