import { isBracketed } from './tickers.ts'
import type { Candidate } from '../spans/candidate.ts'
import {
  ALL_CAPS,
  CAPITAL,
  COMMON,
  GIVEN_NAME,
  HONORIFIC,
  ORG_HEAD,
  LEADING_HEAD,
  LEGAL_FORM,
  LOWER_CASE,
  MODIFIER,
  ROLE,
} from '../../text/flags.ts'
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
  return candidates.map((candidate) => {
    if (
      candidate.kind === 'organization' &&
      (isTitledPerson(candidate) || isParticledSurname(candidate))
    ) {
      return { ...candidate, kind: 'person' }
    }
    const isOne = candidate.kind === 'person' && firms.has(formOf(candidate))
    return isOne ? { ...candidate, kind: 'organization' } : candidate
  })
}

/** "Dos Santos": a capitalised particle before a surname. */
function isParticledSurname({ segment: { tokens, matches }, from, to }: Candidate): boolean {
  if (to - from !== 2 || matches[from] || !/^(Dos|Da|Do)$/.test(tokens[from]!.word.text))
    return false
  return (tokens[to - 1]!.word.flags & (COMMON | ORG_HEAD | LEGAL_FORM | ALL_CAPS)) === 0
}

/** "adviser | Frank Roe": a given name after an honorific or a role. */
function isTitledPerson({ segment: { tokens, matches }, from, to }: Candidate): boolean {
  if (to - from < 2 || to - from > 3 || matches[from]) return false
  const before = tokens[from - 1]?.word.flags ?? 0
  if ((before & (HONORIFIC | ROLE)) === 0 || before & ORG_HEAD) return false
  const words = tokens.slice(from, to).map(({ word }) => word)
  if ((words[0]!.flags & GIVEN_NAME) === 0) return false
  return words
    .slice(1)
    .every(({ flags }) => flags & CAPITAL && (flags & (COMMON | ORG_HEAD | LEGAL_FORM)) === 0)
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
  if (endsLikeFirm(segment, from, to)) return true
  if (tokens[to - 1]!.word.flags & LEGAL_FORM || tokens[from]!.word.flags & LEADING_HEAD)
    return true
  if (isTraded(segment, from, to)) return true
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

/** "Shares of L.M. Ericsson", "Jane Street spokesman" */
function isTraded({ tokens }: Segment, from: number, to: number): boolean {
  const next = tokens[to]?.word.lower ?? ''
  if (/^(shares|stock|shareholders|spokesman|spokeswoman|bonds|unit|subsidiary)$/.test(next))
    return true
  if (!/^(of|in)$/.test(tokens[from - 1]?.word.lower ?? '')) return false
  return /^(shares|stock|shareholders|subsidiary|takeover|headquarters)$/.test(
    tokens[from - 2]?.word.lower ?? '',
  )
}

const FIRM_SUFFIX = /.(systems|software|zentrale|electronics|chemie|werke|pharma|telecom)$/
const BANK = /.bank(en)?$/

/**
 * "Sun Microsystems", "Salomon Brothers": ends with a head or a compound of one, and does not start with a given name.
 */
function endsLikeFirm({ tokens }: Segment, from: number, to: number): boolean {
  const { flags, lower } = tokens[to - 1]!.word
  if (FIRM_SUFFIX.test(lower)) return true
  if (tokens[from]!.word.flags & GIVEN_NAME) return false
  return BANK.test(lower) || ((flags & ORG_HEAD) !== 0 && (flags & GIVEN_NAME) === 0)
}

/** "former Renault | chairman | Georges Roe": people do not have chairmen. */
function isLedBy(segment: Segment, to: number, after: Candidate | undefined): boolean {
  if (after?.segment !== segment || after.kind !== 'person') return false
  const between = segment.tokens.slice(to, Math.min(after.from, to + 5)).map(({ word }) => word)
  if (after.from > to + 5 || !HEADS.test(between.at(-1)?.lower ?? '')) return false
  return between.every(({ flags }) => flags & LOWER_CASE && flags & (ROLE | MODIFIER))
}

const HEADS = /^(chairman|chairwoman|president|director|treasurer)$/
