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

/** Reads the articles, unless told otherwise with the names in them, into a new archive; returns how many. */
export async function indexed(
  { path }: CorpusFile,
  target: string,
  { names = true, fullText = true } = {},
): Promise<number> {
  const archive = openArchive(target, { write: true, create: true })
  try {
    return (await runIndex(archive, [path], { names, fullText, restore: false })).added
  } finally {
    archive.close()
  }
}

/** Reads the articles and the names in them. */
export async function extracted(corpus: CorpusFile, target: string): Promise<NamedArchive> {
  const articles = await indexed(corpus, target, { fullText: false })
  return { path: target, name: corpus.name, articles }
}

/** Copies the first articles of an archive into a new one. */
export function firstOf(from: NamedArchive, articles: number, folder: string): NamedArchive {
  const path = join(folder, `names-first-${articles}.db`)
  const source = openArchive(from.path, { write: false })
  const target = openArchive(path, { write: true, create: true })
  const entries: ArticleEntry[] = []
  for (const entry of entriesOf(source)) {
    if (entries.push(entry) === articles) break
  }
  target.write(entries)
  target.close()
  source.close()
  return { path, name: `the first ${articles} of ${from.name}`, articles }
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
