import { stat } from 'node:fs/promises'
import { UserError } from '#core/errors.ts'
import type { Stores } from '#stores/stores.ts'

/** How long requests may keep reading from the previous archive. */
const GRACE_MS = 5000
const POLL_MS = 500
/** Retries of a file that does not open back off linearly, up to this many intervals. */
const MAX_BACKOFF = 30

export interface FollowArchiveOptions<S extends Stores> {
  /** Paths of archives; the first that exists is served. */
  candidates: readonly [string, ...string[]]
  /** Calls `onReplaced` when another archive was written over the file. */
  open: (path: string, onReplaced: () => void) => Promise<S>
  /** Receives the stores to serve from now on. */
  onOpen: (stores: S) => void
  everyMs?: number
}

/**
 * Opens the first archive that exists, and switches when an earlier one appears or another file replaces the one
 * served, or is written over it. An archive that is still being created is retried until it opens.
 */
export async function followArchive<S extends Stores>(
  options: FollowArchiveOptions<S>,
): Promise<{ close(): Promise<void> }> {
  const follower = new ArchiveFollower(options)
  await follower.start()
  return follower
}

class ArchiveFollower<S extends Stores> {
  readonly #options: FollowArchiveOptions<S>
  readonly #opened = new Set<S>()
  #current: { file: string; stores: S } | null = null
  #failures = 0
  #written = ''
  #checking = Promise.resolve()
  #timer: NodeJS.Timeout | undefined
  #closed = false

  constructor(options: FollowArchiveOptions<S>) {
    this.#options = options
  }

  async start(): Promise<void> {
    const found = await findFirst(this.#options.candidates)
    if (!found) {
      const [path] = this.#options.candidates
      throw new UserError(`there is no archive at ${path}; \`dateline index FILE\` makes one`)
    }
    await this.#change(found).catch(async (error: unknown) => {
      await this.close()
      throw error
    })
    this.#scheduleCheck()
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    await this.#checking
    await Promise.all([...this.#opened].map((stores) => stores.close()))
  }

  #scheduleCheck(): void {
    const pause = (this.#options.everyMs ?? POLL_MS) * Math.min(this.#failures + 1, MAX_BACKOFF)
    this.#timer = setTimeout(() => {
      this.#checking = this.#checking.then(() => this.#check())
    }, pause).unref()
  }

  async #check(): Promise<void> {
    await this.#openIfNew()
    if (!this.#closed) this.#scheduleCheck()
  }

  async #openIfNew(): Promise<void> {
    const found = await findFirst(this.#options.candidates)
    if (!found) return
    if (found.file !== this.#current?.file) {
      this.#failures++
      await this.#change(found).catch(() => undefined)
    } else if (found.written !== this.#written) {
      // A read makes the store notice a replaced archive even without requests.
      this.#written = found.written
      this.#current.stores.graph.entity('').catch(() => undefined)
    }
  }

  /** Closes before opening, since SQLite shares a file's state among all connections of a process. */
  #reopen(stores: S): void {
    if (this.#closed || this.#current?.stores !== stores) return
    this.#current = null
    this.#checking = this.#checking.then(async () => {
      await this.#retire(stores)
      await this.#openIfNew()
    })
  }

  async #change({ path, file }: ArchiveFile): Promise<void> {
    const onReplaced = () => this.#reopen(stores)
    const stores: S = await this.#options.open(path, onReplaced)
    const before = this.#current?.stores
    this.#opened.add(stores)
    this.#current = { file, stores }
    this.#failures = 0
    this.#options.onOpen(stores)
    if (before) setTimeout(() => void this.#retire(before), GRACE_MS).unref()
  }

  async #retire(stores: S): Promise<void> {
    await stores.close()
    this.#opened.delete(stores)
  }
}

interface ArchiveFile {
  path: string
  /** Identity of the file, which writing does not change. */
  file: string
  /** Changes with every write. */
  written: string
}

async function findFirst(paths: readonly string[]): Promise<ArchiveFile | null> {
  for (const path of paths) {
    const found = await stat(path).catch(() => null)
    if (!found?.isFile()) continue
    return { path, file: `${found.dev}:${found.ino}`, written: `${found.size}:${found.mtimeMs}` }
  }
  return null
}
