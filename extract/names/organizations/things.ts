import {
  ALL_CAPS,
  CAPITAL,
  FUNCTION_WORD,
  LEGAL_FORM,
  LOWER_CASE,
  ROLE,
  SPEECH_VERB,
  SYMBOL,
} from '../../text/flags.ts'
import type { Segment } from '../../text/segment.ts'
import {
  EVENTS,
  PEOPLES,
  THING_CONTEXT,
  THING_NOUNS,
  THING_HEADS,
  THINGS,
} from '../../gazetteer/lexicon/things.ts'
import type { Candidate } from '../spans/candidate.ts'
import { surfaceOf } from '../spans/name.ts'

/**
 * Separates candidates tagged as organizations that are things: products, competitions, diseases, measures. Word lists
 * decide for some; for the others, the use of the form at all of its occurrences.
 */
export function splitThings(candidates: Candidate[]): { names: Candidate[]; things: Candidate[] } {
  const isThing = thingForms(candidates)
  if (isThing.size === 0) return { names: candidates, things: [] }
  const names: Candidate[] = []
  const things: Candidate[] = []
  for (const candidate of candidates) {
    const isOne = candidate.kind === 'organization' && isThing.has(formOf(candidate))
    ;(isOne ? things : names).push(candidate)
  }
  return { names, things }
}

const formOf = ({ segment, from, to }: Candidate) => surfaceOf(segment, from, to)

function thingForms(candidates: Candidate[]): Set<string> {
  const balance = new Map<string, number>()
  for (const candidate of candidates) {
    if (candidate.kind !== 'organization' || isKnown(candidate)) continue
    const form = formOf(candidate)
    const sum = balance.get(form) ?? (isListed(form) ? -Infinity : 0)
    if (Number.isFinite(sum)) balance.set(form, sum + evidence(candidate))
    else balance.set(form, sum)
  }
  return new Set([...balance].filter(([, value]) => value < 0).map(([form]) => form))
}

/** The whole name is an organization in the gazetteer, or has a legal form. */
function isKnown({ segment: { tokens, matches }, from, to }: Candidate): boolean {
  const match = matches[from]
  if (match?.entry.kind === 'organization' && match.from === from && match.to === to) return true
  return (tokens[to - 1]!.word.flags & LEGAL_FORM) !== 0
}

/** Plural acronyms ("PCs", "MoUs") are things as well. */
function isListed(form: string): boolean {
  return (
    THINGS.has(form) ||
    PEOPLES.has(form) ||
    EVENTS.has(form) ||
    /^(\p{Lu}{2,}|\p{Lu}\p{Ll}\p{Lu})s$/u.test(form)
  )
}

function hasThingHead({ segment: { tokens }, from, to }: Candidate): boolean {
  if (to - from === 1) return false
  if (isDocument(tokens, from, to)) return true
  const { lower, flags } = tokens[to - 1]!.word
  const isHead = THING_HEADS.has(lower) || THING_HEADS.has(lower.replace(/s$/, ''))
  return (flags & CAPITAL) !== 0 && isHead && !isOrganizing(tokens, from, to)
}

/** "Convention on Biological Diversity", "Papal Visit to Canada" */
function isDocument(tokens: Segment['tokens'], from: number, to: number): boolean {
  for (let at = from; at < to - 1; at++) {
    const link = tokens[at + 1]!.word.lower
    if (/^(of|on|for|to|against)$/.test(link)) return DOCUMENTS.test(tokens[at]!.word.lower)
  }
  return false
}

/** A convention does not speak: "the convention says" means its text. */
function isTreaty({ segment: { tokens }, from, to }: Candidate): boolean {
  return to - from > 2 && TREATIES.test(tokens[from]!.word.lower) && isDocument(tokens, from, to)
}

export const TREATIES = /^(convention|treaty|agreement|protocol|declaration|charter|compact)$/

const DOCUMENTS =
  /^(convention|treaty|agreement|protocol|declaration|charter|compact|visit|call|day|year|decade|state|rule|law|history|war|road|guide)$/

/** "Olympic Games Committee" ends with another head; "World Cup organisers" does not make the cup a body. */
function isOrganizing(tokens: Segment['tokens'], from: number, to: number): boolean {
  return tokens.slice(from, to - 1).some(({ word }) => BODY.test(word.lower))
}

const BODY =
  /^(committee|commission|council|federation|association|organi[sz]ation|union|bank|fund|ministry)$/

/** Weight of a neutral occurrence: many of them together outweigh one counted use. */
const NEUTRAL = 0.25

/** Positive if the name acts, speaks or has officers; negative if it is counted or has a thing's context. */
function evidence(candidate: Candidate): number {
  if (isTreaty(candidate)) return -3
  if (acts(candidate)) return 2
  if (hasThingHead(candidate) || isCounted(candidate) || hasThingContext(candidate)) return -1
  return isNamedThing(candidate) ? -0.5 : NEUTRAL
}

const OFFICERS =
  /^(members?|officials?|spokes(?:man|woman|person)|leaders?|leadership|troops|fighters|militants|lawmakers|executives|employees|staff|workers|supporters|headquarters|shares|stock|stake|unit|subsidiary|analysts?|economists?|traders|dealers|brokers?|shareholders|chiefs?|bosses|board|management)$/
const ACTS =
  /^(plans|planned|agreed|agrees|launched|signed|wants|wanted|opposed|opposes|condemned|decided|voted|approved|rejected|filed|sued|acquired|bought|hired|appointed|named|elected|ordered|demanded|called|offered|refused|accused|criticised|criticized|welcomed|backed|endorsed|issued|published|adopted|employs|operates|owns|runs|banned|suspended|fined|ruled|arrested|nominated|organised|organized|won|lost|rose|fell|gained|reported|posted|expects|expected|earned|sold|raised|cut|closed|opened|merged|teamed|beat|defeated)$/
const ADDRESSED =
  /^(told|accused|urged|sued|asked|joined|founded|chairs|heads|leads|by|insurer|bank|firm|company|ngo|brokerage|airline|retailer|maker|newspaper|daily|union|charity|party|startup)$/

/** Whether a name acts or speaks here, has officers, or is spoken to. */
export function acts({
  segment: { tokens },
  from,
  to,
}: Pick<Candidate, 'segment' | 'from' | 'to'>): boolean {
  const after = tokens[to]?.word
  if (after && after.flags & LOWER_CASE) {
    if (after.flags & (SPEECH_VERB | ROLE) || ACTS.test(after.lower)) return true
    if (OFFICERS.test(after.lower)) return true
  }
  const at = tokens[from - 1]?.word.lower === 'the' ? from - 2 : from - 1
  const before = tokens[at]?.word.lower ?? ''
  if (ADDRESSED.test(before)) return true
  const head = tokens[at - 1]?.word
  return (
    /^(of|at|in|with)$/.test(before) &&
    head !== undefined &&
    (OFFICERS.test(head.lower) || (head.flags & ROLE) !== 0)
  )
}

/** "the Aadhaar card", "Inclusive Learning (IL) project": weak evidence, since bodies have cards and projects too. */
function isNamedThing({ segment: { tokens }, to }: Candidate): boolean {
  const isDefined = tokens[to]?.word.text === '(' && tokens[to + 2]?.word.text === ')'
  const at = isDefined ? to + 3 : tokens[to]?.word.text === ')' ? to + 1 : to
  return THING_NOUNS.has(tokens[at]?.word.lower ?? '')
}

const COUNTED = /^(an?|each|every|another|these|those|two|three|four|five|several|many)$/

/** "a PC," or "two PCs", but not "a BBC reporter". */
function isCounted({ segment: { tokens }, from, to }: Candidate): boolean {
  if (to - from > 1 || (tokens[from]!.word.flags & ALL_CAPS) === 0) return false
  if (!COUNTED.test(tokens[from - 1]?.word.lower ?? '')) return false
  const { flags, text } = tokens[to]?.word ?? { flags: SYMBOL, text: '' }
  return text !== '-' && (flags & (SYMBOL | FUNCTION_WORD)) !== 0
}

/** "HIV infection", "CFC-positive" */
function hasThingContext({ segment: { tokens }, from, to }: Candidate): boolean {
  if (to - from > 1 || (tokens[from]!.word.flags & ALL_CAPS) === 0) return false
  const at = tokens[to]?.word.text === '-' ? to + 1 : to
  return THING_CONTEXT.has(tokens[at]?.word.lower ?? '')
}
