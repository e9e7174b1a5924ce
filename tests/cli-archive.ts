import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach } from 'vitest'
import type { Hit } from '#core/search.ts'
import { dateline } from './dateline.ts'

export const GRAIN = {
  id: 'a',
  title: 'Grain moves',
  body: 'It moves again.',
  date: '2024-01-01',
}
export const PORT = {
  id: 'b',
  title: 'A port opens',
  body: 'Ships may enter.',
  date: '2024-01-02',
}

/** Gives each test its own folder with an archive that the command line creates and reads. */
export function useCliArchive() {
  let folder = ''
  const archive = () => join(folder, 'archive.db')
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dateline-cli-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  return {
    get folder() {
      return folder
    },
    get archive() {
      return archive()
    },

    async index(records: object[], ...options: string[]) {
      const file = join(folder, 'wire.jsonl')
      await writeFile(file, toJsonLines(records))
      const args = ['index', file, '--archive', archive(), '--json', ...options]
      const { status, stdout, stderr } = await dateline(args)
      if (stdout === '') throw new Error(stderr)
      const [summary] = parseLines<Record<string, number>>(stdout).slice(-1)
      return { status, stderr, summary: summary! }
    },

    /** Number of articles, readable while the archive is being written. */
    stored(): number {
      if (!existsSync(archive())) return 0
      const db = new DatabaseSync(archive(), { readOnly: true })
      try {
        return db.prepare('select articles from state').get()?.articles as number
      } catch {
        return 0
      } finally {
        db.close()
      }
    },

    /** Writes a text file; returns its path. */
    async note(content: string, name = 'note.txt'): Promise<string> {
      const file = join(folder, name)
      await writeFile(file, content)
      return file
    },

    async hits(query: string): Promise<Hit[]> {
      const { stdout } = await dateline(['search', query, '--json', '--archive', archive()])
      return (JSON.parse(stdout) as { items: Hit[] }).items
    },

    async verified(): Promise<boolean> {
      const { status, stdout } = await dateline(['verify', '--json', '--archive', archive()])
      return status === 0 && (JSON.parse(stdout) as { ok: boolean }).ok
    },
  }
}

export const toJsonLines = (records: object[]) =>
  records.map((record) => `${JSON.stringify(record)}\n`).join('')

export function parseLines<T>(output: string): T[] {
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T)
}

export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await setTimeout(20)
}
