import type { Page, PageQuery } from '../page.ts'
import type { DecisionOutcome, DecisionRequest, ListedDecision, Signed } from './request.ts'

/** Something about names that the registry leaves to a person. */
export interface Candidate {
  id: string
  question: 'same' | 'two'
  /** Ids. */
  entities: string[]
  /** Sentence fragments. */
  reasons: string[]
  articles: number
}

/** A full name of an entity: why it is one of its names, and a sentence that has it. */
export interface JoinedForm {
  id: string
  name: string
  articles: number
  /** Null for the name that stands for itself: the others are joined to it, or to one another. */
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
  /** True where it waits for the process that writes the archive. */
  queued: boolean
}

/** Where people decide on names; an archive has one, an engine has none. */
export interface DecisionDesk {
  /** Reads a snapshot, and changes nothing. */
  preview(request: DecisionRequest): Promise<DecisionOutcome>
  /**
   * Waits for another process that writes the archive; `queued` where that took too long, and it will be applied
   * later.
   */
  decide(request: DecisionRequest, signed: Signed): Promise<Queued>
  /** The latest first. */
  log(query: PageQuery): Promise<Page<ListedDecision>>
  /** The most consequential first. */
  candidates(query: PageQuery & { entity?: string | undefined }): Promise<Page<Candidate>>
  /** Null where there is no such entity. */
  forms(entity: string): Promise<EntityForms | null>
  close(): Promise<void>
}
