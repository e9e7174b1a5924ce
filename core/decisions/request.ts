import { ConflictError } from '../errors.ts'
import type { EntityKind } from '../article.ts'
import type { LoggedDecision, DecisionState } from './types.ts'

/** A decision as requested, by current ids. */
export type DecisionRequest =
  | { type: 'merge'; entity: string; into: string }
  | { type: 'split'; entity: string; forms?: string[]; articles?: string[] }
  | { type: 'rename'; entity: string; name: string }
  | { type: 'kind'; entity: string; kind: EntityKind }
  | { type: 'reject'; entity: string; articles?: string[]; spelling?: string }
  | { type: 'confirm'; candidate: string }
  | { type: 'dismiss'; candidate: string }
  | { type: 'undo'; decision: string }

/** The author's label and reason. */
export interface Signed {
  author: string
  reason: string
  /** Version of the preview that the person saw. */
  version?: number
}

export interface ChangedTie {
  a: { id: string; name: string }
  b: { id: string; name: string }
  /** Sentences. */
  before: number
  after: number
}

/** What a decision changes, or would change. */
export interface DecisionEffect {
  articles: number
  sentences: number
  ties: { appear: number; disappear: number; change: number; examples: ChangedTie[] }
}

export interface DecisionOutcome extends DecisionEffect {
  /** Null for a preview. */
  decision: LoggedDecision | null
  /** The entities concerned, under their current ids. */
  entities: string[]
  warnings: { code: string; message: string }[]
  version: number
}

export interface ListedDecision extends LoggedDecision {
  state: DecisionState
  /** Why it is idle. */
  why: string | null
}

/** A decision that conflicts with the current state: it was made already, or someone else was faster. */
export class DecisionConflictError extends ConflictError {
  override name = 'DecisionConflictError'
}
