import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { articleChanges } from '#archive/projection/article-changes.ts'
import type { ArticleEntry } from '#archive/articles.ts'
import { type Archive, openArchive } from '#archive/open.ts'
import { decodeReading } from '#core/reading.ts'
import { EXTRACTOR_VERSION } from '#extract/version.ts'
import { runIndex } from '#indexer/pipeline/run-index.ts'
import type { CorpusFile } from './corpus.ts'

/** An archive with names that engines are filled from; it has no full-text index. */
export interface NamedArchive {
  path: string
  /** Shown in the table. */
  name: string
  articles: number
}

const BATCH = 500
const OPTIONS = { names: true, restore: false, fullText: false }

/** Reads the articles and the names in them. */
export async function extracted({ path, name }: CorpusFile, folder: string): Promise<NamedArchive> {
  const target = join(folder, 'names.db')
  const archive = openArchive(target, { write: true, create: true })
  try {
    const { added } = await runIndex(archive, [path], OPTIONS)
    return { path: target, name, articles: added }
  } finally {
    archive.close()
  }
}

/** Copies the first articles of an archive into a new one. */
export function firstOf(from: NamedArchive, articles: number, folder: string): NamedArchive {
  const path = join(folder, `names-first-${articles}.db`)
  copyInto(path, from, (entry, i) => (i < articles ? entry : null))
  return { path, name: `the first ${articles} of ${from.name}`, articles }
}

/** Stores the same articles several times under different ids; readings are copied, not extracted again. */
export function multiplied(from: NamedArchive, times: number, folder: string): NamedArchive {
  const path = join(folder, `names-${times}.db`)
  copyFileSync(from.path, path)
  for (let time = 1; time < times; time++) {
    copyInto(path, from, (entry) => withId(entry, time))
  }
  return { path, name: `${from.name} × ${times}`, articles: from.articles * times }
}

function withId({ article, ...entry }: ArticleEntry, time: number): ArticleEntry {
  return { ...entry, article: { ...article, id: `${article.id}-${time}` } }
}

/** Copies articles until `choose` returns null. */
function copyInto(
  path: string,
  from: NamedArchive,
  choose: (entry: ArticleEntry, i: number) => ArticleEntry | null,
): void {
  const source = openArchive(from.path, { write: false })
  const target = openArchive(path, { write: true, create: true })
  let batch: ArticleEntry[] = []
  let count = 0
  for (const entry of entriesOf(source)) {
    const chosen = choose(entry, count++)
    if (chosen === null) break
    if (batch.push(chosen) < BATCH) continue
    target.write(batch)
    batch = []
  }
  target.write(batch)
  target.close()
  source.close()
}

function* entriesOf({ db }: Archive): Generator<ArticleEntry, undefined> {
  for (const { content } of articleChanges(db, 0, Number.MAX_SAFE_INTEGER)) {
    const { article, reading } = content!
    yield {
      article,
      reading: decodeReading(reading, article),
      extractor: EXTRACTOR_VERSION,
      origin: { path: article.source, line: null },
    }
  }
}
