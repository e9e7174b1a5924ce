import type { DatabaseSync } from 'node:sqlite'
import { archiveState } from '#archive/scan.ts'
import type { Stream } from '#archive/checkpoints.ts'
import { archiveRev, pendingChanges } from '#archive/pending.ts'
import type { ProjectionLedger } from '#archive/projection-ledger.ts'
import type { Applied, ArchiveState } from '#core/projection.ts'
import { ENGINE_NAMES } from './engine-names.ts'
import { type Change, type Route, type Step, type Tap, keyOf } from './route.ts'

/** How far an engine is. */
export interface EngineProgress {
  /** Changes that it took or refused. */
  sent: number
  /** About how many it lacks. */
  pending: number
}

export interface ProjectorOptions {
  /** Reads the archive; nothing else is done with it. */
  db: DatabaseSync
  ledger: ProjectionLedger
  route: Route
  /** Of the filling. */
  target: string
  settle: (state: ArchiveState) => Promise<void>
  signal: AbortSignal
  /** Called whenever the engine answered. */
  onProgress: (progress: EngineProgress) => void
}

/**
 * Brings one filling of an engine to what the archive says. There is no queue: what is newer than a mark is read anew
 * when it is sent, so that a round that failed anywhere is made good by the next.
 */
export class Projector {
  sent = 0
  refused = 0
  /** The first few reasons, as sentences. */
  readonly notes: string[] = []
  readonly #options: ProjectorOptions
  /** What the engine refused before and did not take since. */
  readonly #dead: Set<string>
  #pending = 0
  #settled = -1

  constructor(options: ProjectorOptions) {
    this.#options = options
    this.#dead = new Set(options.ledger.refused(options.route.engine))
  }

  /** True where nothing is left to do. */
  isCaughtUp(): boolean {
    const { db, route } = this.#options
    return this.#settled === archiveRev(db) && !route.streams.some((stream) => this.lacks(stream))
  }

  /** Whether the archive has changes of the stream that were not sent. */
  lacks(stream: Stream): boolean {
    const { db, ledger, target } = this.#options
    return ledger.marks(target)[stream] < archiveRev(db)
  }

  /** Sends what the archive has by now, or only of one stream, and makes it visible if that is all. */
  async round(only?: Stream): Promise<void> {
    const { db, ledger, route, target } = this.#options
    const upTo = archiveRev(db)
    ledger.willSend(target, route.streams, upTo)
    const since = ledger.marks(target)
    const tap: Tap = (changes) => (this.#dead.size === 0 ? changes : this.#forgive(changes))
    this.#pending = pendingChanges(db, only ? [only] : route.streams, since)
    for (const step of route.steps(since, upTo, tap)) {
      if (only === undefined || step.stream === only) await this.#take(step, upTo)
    }
    if (only === undefined) await this.#settle(upTo)
  }

  async #take(step: Step, upTo: number): Promise<void> {
    const { ledger, target, signal } = this.#options
    for await (const applied of step.send({ signal })) {
      this.#count(applied)
      if (step.isByRev) ledger.setMark(target, step.stream, applied.rev)
    }
    signal.throwIfAborted()
    if (step.isLast) ledger.setMark(target, step.stream, upTo)
  }

  /** What is sent anew is no dead letter any more, until it is refused again. */
  *#forgive<T extends Change>(changes: Iterable<T>): Generator<T> {
    const { ledger, route } = this.#options
    for (const change of changes) {
      if (this.#dead.delete(keyOf(change))) ledger.forgive(route.engine, keyOf(change))
      yield change
    }
  }

  #count({ count, refused }: Applied): void {
    this.sent += count
    this.#pending = Math.max(0, this.#pending - count)
    for (const { id, reason } of refused) this.#refuse(id, reason)
    this.#options.onProgress({ sent: this.sent, pending: this.#pending })
  }

  #refuse(id: string, reason: string): void {
    const { ledger, route } = this.#options
    const reasons = `${id} was refused by ${ENGINE_NAMES[route.engine]}: ${reason}`
    const message = ledger.refuse(route.engine, id, reasons)
    this.#dead.add(id)
    this.refused++
    if (this.notes.length < 5) this.notes.push(message)
  }

  async #settle(rev: number): Promise<void> {
    const { db, settle } = this.#options
    await settle({ ...archiveState(db), rev })
    this.#settled = rev
  }
}
