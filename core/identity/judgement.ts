import type { JoinRule } from './types.ts'
import type { Evidence } from './evidence.ts'

/** What a rule finds in two names before it looks at their context. */
export interface NameMatch {
  rule: JoinRule
  /** A sentence fragment for the reader: 'given name "Bob" beside "Robert"'. */
  reason: string
  /** Weight of further evidence needed: 0 if the names suffice, infinite for candidates only. */
  needs: number
  /** Similarity of the names, from 0 to 1. */
  likeness: number
  /** Whether both names may occur in one article and still be one entity. */
  mayStandTogether: boolean
}

export interface Judgement {
  verdict: 'join' | 'candidate' | 'different'
  match: NameMatch
  evidence: Evidence
}

/** Joins if the names alone or the evidence suffice; doubtful pairs are left to a person. */
export function judge(match: NameMatch, evidence: Evidence): Judgement {
  return { verdict: verdictOf(match, evidence), match, evidence }
}

function verdictOf(match: NameMatch, evidence: Evidence): Judgement['verdict'] {
  if (evidence.conflict) return 'different'
  if (evidence.together > 0 && !match.mayStandTogether) {
    return match.likeness >= 0.8 && evidence.together <= 2 ? 'candidate' : 'different'
  }
  return evidence.weight >= match.needs ? 'join' : 'candidate'
}
