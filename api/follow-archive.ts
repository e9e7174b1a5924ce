import { stat } from 'node:fs/promises'
import { UserError } from '#core/errors.ts'
import type { Stores } from '#stores/stores.ts'

/** Requests that began on the archive before may still ask it something. */
const GRACE_MS = 5000
const LOOK_MS = 500
/** A file that does not open is tried ever more seldom, in steps up to this many times the pause. */
const MAX_PATIENCE = 30

export interface FollowOptions {
  /** Paths of archives; the first that is there is served. */
  candidates: readonly [string, ...string[]]
  /** `onReplaced` is to be called where another archive was written over the file. */
  open: (path: string, onReplaced: () => void) => Promise<Stores>
  /** Hears of the stores to serve from now on. */
  onOpen: (stores: Stores) => void
  everyMs?: number
}

/**
 * Opens the first archive that is there, and changes over when an earlier one comes into being or another file takes
 * the place of the one that is served, or is written over it. An archive that is still being made is tried again until
 * it opens.
 */
export async function followArchive(options: FollowOptions): Promise<{ close(): Promise<void> }> {
  const follower = new Follower(options)
  await follower.start()
  return follower
}

class Follower {
  readonly #options: FollowOptions
  readonly #opened = new Set<Stores>()
  #current: { file: string; stores: Stores } | null = null
  #failures = 0
  #written = ''
  #looking = Promise.resolve()
  #timer: NodeJS.Timeout | undefined
  #closed = false

  constructor(options: FollowOptions) {
    this.#options = options
  }

  async start(): Promise<void> {
    const found = await findFirst(this.#options.candidates)
    if (!found) {
      const [path] = this.#options.candidates
      throw new UserError(`there is no archive at ${path}; \`dateline index FILE\` makes one`)
    }
    await this.#change(found)
    this.#lookLater()
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    await this.#looking
    await Promise.all([...this.#opened].map((stores) => stores.close()))
  }

  #lookLater(): void {
    const pause = (this.#options.everyMs ?? LOOK_MS) * Math.min(this.#failures + 1, MAX_PATIENCE)
    this.#timer = setTimeout(() => {
      this.#looking = this.#looking.then(() => this.#look())
    }, pause).unref()
  }

  async #look(): Promise<void> {
    await this.#openIfNew()
    if (!this.#closed) this.#lookLater()
  }

  async #openIfNew(): Promise<void> {
    const found = await findFirst(this.#options.candidates)
    if (!found) return
    if (found.file !== this.#current?.file) {
      this.#failures++
      await this.#change(found).catch(() => undefined)
    } else if (found.written !== this.#written) {
      // Whoever reads it notices what it is now; nobody need ask for something first.
      this.#written = found.written
      this.#current.stores.graph.entity('').catch(() => undefined)
    }
  }

  /** SQLite shares what it knows of a file among all who have it open: it is closed before it is opened again. */
  #reopen(stores: Stores): void {
    if (this.#closed || this.#current?.stores !== stores) return
    this.#current = null
    this.#looking = this.#looking.then(async () => {
      await this.#retire(stores)
      await this.#openIfNew()
    })
  }

  async #change({ path, file }: Found): Promise<void> {
    const onReplaced = () => this.#reopen(stores)
    const stores: Stores = await this.#options.open(path, onReplaced)
    const before = this.#current?.stores
    this.#opened.add(stores)
    this.#current = { file, stores }
    this.#failures = 0
    this.#options.onOpen(stores)
    if (before) setTimeout(() => void this.#retire(before), GRACE_MS).unref()
  }

  async #retire(stores: Stores): Promise<void> {
    await stores.close()
    this.#opened.delete(stores)
  }
}

interface Found {
  path: string
  /** The same for as long as it is the same file, however much is written to it. */
  file: string
  /** Another whenever it was written. */
  written: string
}

async function findFirst(paths: readonly string[]): Promise<Found | null> {
  for (const path of paths) {
    const found = await stat(path).catch(() => null)
    if (!found?.isFile()) continue
    return { path, file: `${found.dev}:${found.ino}`, written: `${found.size}:${found.mtimeMs}` }
  }
  return null
}
