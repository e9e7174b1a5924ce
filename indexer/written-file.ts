import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Article } from '#core/article.ts'
import { type ReadOptions, type ReadResult, type Rejection, readFile } from './read.ts'

export interface FileOutcome {
  articles: Article[]
  rejected: Rejection[]
  /** All warnings, in order. */
  warnings: string[]
  results: ReadResult[]
}

/** For tests: writes and reads a file with this name and content. */
export async function readWritten(
  name: string,
  content: string | Buffer,
  options?: ReadOptions,
): Promise<FileOutcome> {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-read-'))
  try {
    await writeFile(join(folder, name), content)
    return await readToEnd(join(folder, name), options)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** For tests: reads a file to the end. */
export async function readToEnd(path: string, options?: ReadOptions): Promise<FileOutcome> {
  const results: ReadResult[] = []
  for await (const result of readFile(path, options)) results.push(result)
  return {
    articles: results.flatMap((result) => (result.type === 'article' ? result.article : [])),
    rejected: results.filter((result) => result.type === 'rejected'),
    warnings: results.flatMap((result) => (result.type === 'article' ? result.warnings : [])),
    results,
  }
}
