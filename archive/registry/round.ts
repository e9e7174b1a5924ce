import type { DatabaseSync } from 'node:sqlite'
import { type Replay, replay } from '#core/decisions/replay.ts'
import type { ListedDecision } from '#core/decisions/request.ts'
import { archiveView } from '../decisions/archive-view.ts'
import { readLog, recordStates } from '../decisions/log.ts'
import { toRegistryDecisions } from '../decisions/to-registry-decisions.ts'
import type { Corpus } from './corpus.ts'
import { formOf } from './decider.ts'
import { type Remembered, decideNames } from './decide-names.ts'
import type { RegistryDecisions } from './registry-decisions.ts'
import { readRemembered, restampEntities, writeRegistry } from './registry-tables.ts'
import type { Registry } from './registry.ts'
import { RULES, type Rules } from './rules.ts'

/** The planned registry and the previous one; nothing is written yet. */
export interface Round {
  log: ListedDecision[]
  replayed: Replay
  before: Remembered
  registry: Registry
}

export interface RoundOptions {
  /** Replaces the archive's own log. */
  log?: ListedDecision[]
  /** Replaces the decisions that follow from the log. */
  decisions?: RegistryDecisions | undefined
  rules?: Rules
}

/** Works out the registry of an archive from all its decisions; `db` may be any connection. */
export function planRound(db: DatabaseSync, corpus: Corpus, options: RoundOptions = {}): Round {
  const { log = readLog(db), rules = RULES } = options
  const replayed = replay(log, archiveView(db, corpus))
  const before = readRemembered(db)
  const decisions = options.decisions ?? toRegistryDecisions(replayed.names, corpus)
  return { log, replayed, before, registry: decideNames(corpus, before, decisions, rules) }
}

/**
 * Writes a round that was planned in the same transaction; articles it decides differently become
 * stale.
 */
export function writeRound(
  db: DatabaseSync,
  { log, replayed, before, registry }: Round,
  corpus: Corpus,
  nextRev: () => number,
): void {
  const rowsOf = (form: string) => corpus.forms.get(formOf(form))?.rows ?? []
  restampEntities(db, writeRegistry(db, registry, before, rowsOf), nextRev)
  recordStates(db, log, replayed)
}
