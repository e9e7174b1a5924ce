import type { JoinRule } from './types.ts'
import type { Evidence } from './evidence.ts'

/** What a rule finds in two names before it looks at what stands around them. */
export interface NameMatch {
  rule: JoinRule
  /** For a reader: 'given name "Bob" beside "Robert"'. */
  reason: string
  /** How much must speak for it beside the names: none where the names alone suffice, infinite for candidates only. */
  needs: number
  /** From 0 to 1: how alike the names are. */
  likeness: number
  /** Whether both names may stand in one article and be one entity all the same. */
  mayStandTogether: boolean
}

export interface Judgement {
  verdict: 'join' | 'candidate' | 'different'
  match: NameMatch
  evidence: Evidence
}

/** Names that alone suffice join at once; others by what stands around them; the doubtful are for a person to decide. */
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
