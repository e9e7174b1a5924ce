import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ArticleInput } from '#core/article-intake.ts'

const ENDING = '.json'
/** Suffix of inputs that the archive refused. */
const ASIDE = '.rejected'

/**
 * Inputs waiting for the archive, one file each in a folder next to it, so that a restart loses
 * none.
 */
export class Inbox {
  readonly #folder: string

  constructor(archive: string) {
    this.#folder = `${archive}-inbox`
  }

  /** The input is on disk when this returns. */
  async put(input: ArticleInput): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    const name = `${String(Date.now()).padStart(15, '0')}-${randomUUID()}`
    const draft = join(this.#folder, name)
    const file = await open(draft, 'wx', 0o600)
    try {
      await file.writeFile(JSON.stringify(input))
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, draft + ENDING)
  }

  /** Paths, oldest first. */
  async list(): Promise<string[]> {
    const names = await readdir(this.#folder).catch(() => [])
    const complete = names.filter((name) => name.endsWith(ENDING))
    return complete.sort().map((name) => join(this.#folder, name))
  }

  async read(path: string): Promise<ArticleInput> {
    return JSON.parse(await readFile(path, 'utf8')) as ArticleInput
  }

  /** Where an input is kept once it is set aside. */
  asidePath(path: string): string {
    return path + ASIDE
  }

  /** Takes an input out of the queue but keeps it. */
  async setAside(path: string): Promise<void> {
    await rename(path, this.asidePath(path))
  }

  async remove(path: string): Promise<void> {
    await rm(path, { force: true })
  }
}
