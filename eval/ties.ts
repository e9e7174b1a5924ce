import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openArchive } from '#archive/open.ts'
import { runIndex } from '#indexer/pipeline/run-index.ts'
import { openSqliteGraphStore } from '#stores/sqlite/graph/graph-store.ts'
import { joinTokens } from './join-tokens.ts'
import { reutersPath } from './reuters.ts'
import { round, toTable } from './table.ts'
import { type GoldArticle, readWorldNews, worldNewsPath } from './world-news.ts'

/** Number of strongest ties per name to judge. */
const STRONGEST = 5

/** A reader's verdicts on the ties of a name, as ids of the other ends. */
interface NameLabels {
  name: string
  /** Ties that mean something: who and where they are, and how they are related. */
  telling: string[]
  other: string[]
}

/**
 * Prints how many of the strongest ties of known names mean something; false if the data is
 * missing.
 */
export async function evaluateTies(shared: string): Promise<boolean> {
  if (!existsSync(worldNewsPath(shared)) || !existsSync(reutersPath(shared))) return false
  const path = join(import.meta.dirname, 'labels/ties.json')
  const labels = JSON.parse(readFileSync(path, 'utf8')) as Record<string, NameLabels[]>
  const folder = mkdtempSync(join(tmpdir(), 'ties-'))
  try {
    const world = join(folder, 'world.jsonl')
    writeFileSync(world, readWorldNews(shared).map(toLine).join('\n'))
    const rows = [
      await judge('world news', world, labels.world!),
      await judge('Reuters 1987', reutersPath(shared), labels.reuters!),
    ]
    console.log(toTable(['corpus', 'ties', 'mean something', 'not labelled'], rows))
  } finally {
    rmSync(folder, { recursive: true })
  }
  return true
}

function toLine({ sentences }: GoldArticle, i: number): string {
  const texts = joinTokens(sentences.map(({ tokens }) => tokens)).map(({ text }) => text)
  const fields = { id: `w${i}`, title: `Article ${i}`, source: 'world', body: texts.join('') }
  return JSON.stringify({ ...fields, publishedAt: '2023-01-01' })
}

async function judge(corpus: string, news: string, labels: NameLabels[]): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'ties-archive-'))
  const path = join(folder, 'archive.db')
  const archive = openArchive(path, { write: true, create: true })
  try {
    await runIndex(archive, [news], { names: true, restore: false })
    archive.close()
    const verdicts = await strongest(path, labels)
    const share = (wanted: Verdict) => verdicts.filter((each) => each === wanted).length
    const judged = verdicts.length - share('not labelled')
    const telling = `${round((100 * share('telling')) / judged)} %`
    return [corpus, String(verdicts.length), telling, String(share('not labelled'))]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

type Verdict = 'telling' | 'other' | 'not labelled'

/** A reader's verdicts on the strongest ties of each name. */
async function strongest(path: string, labels: NameLabels[]): Promise<Verdict[]> {
  const graph = openSqliteGraphStore(path)
  const verdicts: Verdict[] = []
  for (const { name, telling, other } of labels) {
    const ties = await graph.ties(name, { sort: 'strength', size: STRONGEST })
    for (const { entity } of ties?.items ?? []) {
      if (telling.includes(entity.id)) verdicts.push('telling')
      else verdicts.push(other.includes(entity.id) ? 'other' : 'not labelled')
    }
  }
  await graph.close()
  return verdicts
}
