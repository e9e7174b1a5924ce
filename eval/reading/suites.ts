import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A saved web page with hand-marked passages (evaluation data of trafilatura). */
export interface MarkedPage {
  file: string
  url: string
  /** Passages that belong to the text, and passages that do not. */
  with: string[]
  without: string[]
  /** Absent or empty if the page states none. */
  title?: string
  date?: string
  author?: string
}

export const markedPath = (shared: string) => join(shared, 'data/pages/trafilatura.tar.gz')
export const readabilityPath = (shared: string) => join(shared, 'data/pages/readability.tar.gz')

/** Unpacks a suite into a folder that is gone when `use` has ended. */
export async function unpacked<T>(archive: string, use: (folder: string) => Promise<T>) {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-eval-'))
  try {
    execFileSync('tar', ['-xzf', archive, '-C', folder])
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

export const readMarkedPages = (folder: string) =>
  JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as MarkedPage[]

/** The folders of Readability's test pages: `source.html`, `expected.html`. */
export const listReadabilityPages = (folder: string) =>
  readdirSync(folder).map((name) => join(folder, name))
