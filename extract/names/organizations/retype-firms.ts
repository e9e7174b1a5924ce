import { isBracketed } from './tickers.ts'
import type { Candidate } from '../spans/candidate.ts'
import { LEADING_HEAD, LEGAL_FORM, LOWER_CASE, MODIFIER, ROLE } from '../../text/flags.ts'
import { surfaceOf } from '../spans/name.ts'
import type { Segment } from '../../text/segment.ts'

/**
 * Retypes people that are firms ("Arthur Andersen"): evidence in one sentence decides for the whole article.
 */
export function retypeFirms(candidates: Candidate[]): Candidate[] {
  const firms = new Set<string>()
  candidates.forEach((candidate, i) => {
    if (candidate.kind !== 'person') return
    if (isFirm(candidate, candidates[i - 1], candidates[i + 1])) firms.add(formOf(candidate))
  })
  if (firms.size === 0) return candidates
  return candidates.map((candidate) => {
    const isOne = candidate.kind === 'person' && firms.has(formOf(candidate))
    return isOne ? { ...candidate, kind: 'organization' } : candidate
  })
}

const formOf = ({ segment, from, to }: Candidate) => surfaceOf(segment, from, to)

/** Common nouns for organizations, directly before a name. */
const FIRM_NOUN =
  /^(bank|brokerage|company|firm|insurer|retailer|supplier|subsidiary|airline|newspaper|daily|magazine)$/
const ANALYSTS = /^(analysts?|economists?|traders?|dealers?|brokers?|strategists?)$/

/** Evidence for a firm: "<Regie Nationale Renault>", "Credit Lyonnais", "brokerage James Capel", "Jane Roe of Arthur Andersen", "Smith Barney analyst Jane Roe". */
function isFirm(
  { segment, from, to }: Candidate,
  before: Candidate | undefined,
  after: Candidate | undefined,
): boolean {
  const { tokens } = segment
  if (isBracketed(segment, from, to) || isLedBy(segment, to, after)) return true
  if (to - from < 2) return false
  if (tokens[to - 1]!.word.flags & LEGAL_FORM || tokens[from]!.word.flags & LEADING_HEAD)
    return true
  const link = tokens[from - 1]?.word.lower ?? ''
  if (FIRM_NOUN.test(link)) return true
  if (/^(at|with|of)$/.test(link)) {
    const isPersons =
      before?.segment === segment && before.to === from - 1 && before.kind === 'person'
    if (isPersons || ANALYSTS.test(tokens[from - 2]?.word.lower ?? '')) return true
  }
  const isBeforePerson =
    after?.segment === segment && after.from === to + 1 && after.kind === 'person'
  return isBeforePerson && ANALYSTS.test(tokens[to]!.word.lower)
}

/** "former Renault | chairman | Georges Roe": people do not have chairmen. */
function isLedBy(segment: Segment, to: number, after: Candidate | undefined): boolean {
  if (after?.segment !== segment || after.kind !== 'person') return false
  const between = segment.tokens.slice(to, Math.min(after.from, to + 5)).map(({ word }) => word)
  if (after.from > to + 5 || !HEADS.test(between.at(-1)?.lower ?? '')) return false
  return between.every(({ flags }) => flags & LOWER_CASE && flags & (ROLE | MODIFIER))
}

const HEADS = /^(chairman|chairwoman|president|director|treasurer)$/
