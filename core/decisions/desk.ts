import type { Page, PageQuery } from '../page.ts'
import type { DecisionOutcome, DecisionRequest, ListedDecision, Signed } from './request.ts'

/** A question about names that the registry leaves to a person. */
export interface Candidate {
  id: string
  question: 'same' | 'two'
  /** Entity ids. */
  entities: string[]
  /** Sentence fragments. */
  reasons: string[]
  articles: number
}

/** A full name of an entity, why it belongs to the entity, and a sentence that contains it. */
export interface JoinedForm {
  id: string
  name: string
  articles: number
  /** Null for the entity's own name: the others are joined to it or to one another. */
  join: { with: string; rule: string; reason: string; confidence: number } | null
  evidence: {
    article: { id: string; title: string; publishedAt: string | null }
    sentence: number
    text: string
  } | null
}

/** Answers "why one entity?". */
export interface EntityForms {
  id: string
  forms: JoinedForm[]
  version: number
}

export interface Queued extends DecisionOutcome {
  /** True if it is waiting for the process that is writing the archive. */
  queued: boolean
}

/** Makes and lists decisions on names; an archive has a desk, an engine has none. */
export interface DecisionDesk {
  /** Reads a snapshot; changes nothing. */
  preview(request: DecisionRequest): Promise<DecisionOutcome>
  /**
   * Waits for another process that writes the archive; `queued` where that took too long, and it will be applied
   * later.
   */
  decide(request: DecisionRequest, signed: Signed): Promise<Queued>
  /** Latest first. */
  log(query: PageQuery): Promise<Page<ListedDecision>>
  /** Most consequential first. */
  candidates(query: PageQuery & { entity?: string | undefined }): Promise<Page<Candidate>>
  /** Null if there is no such entity. */
  forms(entity: string): Promise<EntityForms | null>
  close(): Promise<void>
}
