import type { DatabaseSync } from 'node:sqlite'
import { archiveState } from '#archive/scan.ts'
import type { Stream } from '#archive/projection/checkpoints.ts'
import { archiveRev, pendingChanges } from '#archive/projection/pending.ts'
import type { ProjectionLedger } from '#archive/projection/projection-ledger.ts'
import type { Applied, ArchiveState } from '#core/projection.ts'
import type { Engine } from '#stores/backend.ts'
import { type Change, type ProjectionRoute, type ProjectionStep, type Tap, keyOf } from './route.ts'

/** Progress of filling an engine. */
export interface EngineProgress {
  /** Changes that it accepted or refused. */
  sent: number
  /** Estimated number of changes that it still lacks. */
  pending: number
}

export interface ProjectorOptions {
  /** The archive; only read. */
  db: DatabaseSync
  ledger: ProjectionLedger
  engine: Pick<Engine, 'id' | 'name'>
  route: ProjectionRoute
  /** Id of the generation being filled. */
  target: string
  settle: (state: ArchiveState) => Promise<void>
  signal: AbortSignal
  /** Called whenever the engine answers. */
  onProgress: (progress: EngineProgress) => void
}

/**
 * Brings one generation of an engine up to date with the archive. There is no queue: each round
 * reads everything newer than the checkpoints, so the next round makes up for a failed one.
 */
export class Projector {
  sent = 0
  refused = 0
  /** The first few refusals, as sentences. */
  readonly notes: string[] = []
  readonly #options: ProjectorOptions
  /** Keys that the engine refused and has not accepted since. */
  readonly #rejected: Set<string>
  #pending = 0
  #settled = -1

  constructor(options: ProjectorOptions) {
    this.#options = options
    this.#rejected = new Set(options.ledger.refused(options.engine.id))
  }

  /** True if nothing is left to send. */
  isCaughtUp(): boolean {
    const { db, route } = this.#options
    return this.#settled === archiveRev(db) && !route.streams.some((stream) => this.lacks(stream))
  }

  /** Whether the archive has unsent changes of the stream. */
  lacks(stream: Stream): boolean {
    const { db, ledger, target } = this.#options
    return ledger.checkpoints(target)[stream] < archiveRev(db)
  }

  /**
   * Sends the current changes of all streams or of one; makes them visible once everything is sent.
   */
  async round(only?: Stream): Promise<void> {
    const { db, ledger, route, target } = this.#options
    const upTo = archiveRev(db)
    ledger.willSend(target, route.streams, upTo)
    const since = ledger.checkpoints(target)
    const tap: Tap = (changes) =>
      this.#rejected.size === 0 ? changes : this.#clearRejections(changes)
    this.#pending = pendingChanges(db, only ? [only] : route.streams, since)
    for (const step of route.steps(since, upTo, tap)) {
      if (only === undefined || step.stream === only) await this.#take(step, upTo)
    }
    if (only === undefined) await this.#settle(upTo)
  }

  async #take(step: ProjectionStep, upTo: number): Promise<void> {
    const { ledger, target, signal } = this.#options
    for await (const applied of step.send({ signal })) {
      this.#count(applied)
      if (step.isByRev) ledger.setCheckpoint(target, step.stream, applied.rev)
    }
    signal.throwIfAborted()
    if (step.isLast) ledger.setCheckpoint(target, step.stream, upTo)
  }

  /** An item sent again is no longer listed as rejected, until it is refused again. */
  *#clearRejections<T extends Change>(changes: Iterable<T>): Generator<T> {
    const { ledger, engine } = this.#options
    for (const change of changes) {
      if (this.#rejected.delete(keyOf(change))) ledger.clearRejection(engine.id, keyOf(change))
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
    const { ledger, engine } = this.#options
    const message = ledger.refuse(engine.id, id, refusal(engine, id, reason))
    this.#rejected.add(id)
    this.refused++
    if (this.notes.length < 5) this.notes.push(message)
  }

  async #settle(rev: number): Promise<void> {
    const { db, settle } = this.#options
    await settle({ ...archiveState(db), rev })
    this.#settled = rev
  }
}

/** The message of a listed rejection; the archive's migration to `rejected.refused` parses it. */
export function refusal({ name }: Pick<Engine, 'name'>, id: string, reason: string): string {
  return `${id} was refused by ${name}: ${reason}`
}
