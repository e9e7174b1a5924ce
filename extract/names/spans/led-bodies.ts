import { type Title, titleAfter, titleBefore } from '../../roles/role-title.ts'
import {
  CALENDAR,
  CLOSED_CLASS,
  COMMON,
  FUNCTION_WORD,
  GIVEN_NAME,
  HONORIFIC,
  MODIFIER,
  ORG_HEAD,
  PLACE_HEAD,
  POSSESSIVE,
  ROLE,
} from '../../text/flags.ts'
import type { Segment } from '../../text/segment.ts'
import type { TaggedSpan } from './candidate.ts'
import { isNameWord, runEnd } from './capital-runs.ts'

/** Confidence of a body that is known only by somebody's function there. */
const CONFIDENCE = 0.7

/**
 * Adds bodies that the tagger missed or took for places, known by who leads or speaks for them: "Baffinland spokesperson
 * Jane Roe", "Jane Roe, founder of Bassline Live".
 */
export function addLedBodies(
  segment: Segment,
  surnames: ReadonlySet<string>,
  names: TaggedSpan[],
): TaggedSpan[] {
  if (segment.style !== 'prose') return names
  const people = names.filter(({ kind, from, to }) => kind === 'person' && to - from > 1)
  let all = names
  for (const person of people) {
    const body = bodyBefore(segment, person) ?? bodyAfter(segment, person)
    // A congressman has a spokesman too.
    if (body && !surnames.has(segment.tokens[body.to - 1]!.word.text))
      all = withBody(all, segment, body)
  }
  return all
}

/** A run of capitalised words, and whether the tagger may have called it a place. */
interface Run {
  from: number
  to: number
  mayBePlace: boolean
}

/** "Baffinland | spokesperson Jane Roe", "Ovsicori's | director, Jane Roe,", "founder of Bassline Live, | Jane Roe," */
function bodyBefore(segment: Segment, { from }: TaggedSpan): Run | null {
  const { tokens } = segment
  const isAfterComma = tokens[from - 1]?.word.text === ','
  const title = titleBefore(segment, isAfterComma ? from - 1 : from)
  if (title) {
    const isOwned = ((tokens[title.from - 1]?.word.flags ?? 0) & POSSESSIVE) !== 0
    const end = isOwned ? title.from - 1 : title.from
    return isLed(title) ? runTo(segment, end, mayLeadPlace(title)) : null
  }
  if (!isAfterComma) return null
  const run = runTo(segment, from - 1, true)
  if (!run) return null
  const link = tokens[run.from - 1]?.word.lower === 'the' ? run.from - 2 : run.from - 1
  if (!LINK.test(tokens[link]?.word.lower ?? '')) return null
  const led = titleBefore(segment, link)
  return led && isLed(led) ? { ...run, mayBePlace: mayLeadPlace(led) } : null
}

/** "Jane Roe, | Ichilov CEO,", "Jane Roe, director of | Ovsicori" */
function bodyAfter(segment: Segment, { to }: TaggedSpan): Run | null {
  const { tokens } = segment
  if (tokens[to]?.word.text !== ',') return null
  const title = titleAfter(segment, to + 1)
  if (title) {
    if (!isLed(title) || !LINK.test(tokens[title.to]?.word.lower ?? '')) return null
    const start = tokens[title.to + 1]?.word.lower === 'the' ? title.to + 2 : title.to + 1
    return runFrom(segment, start, mayLeadPlace(title))
  }
  const start = tokens[to + 1]?.word.lower === 'the' ? to + 2 : to + 1
  const end = titleStart(segment, start)
  if (end <= start) return null
  const isOwned = (tokens[end - 1]!.word.flags & POSSESSIVE) !== 0
  const own = titleAfter(segment, end)
  if (!own || own.from !== end || !isLed(own) || !/^[,.;]$/.test(tokens[own.to]?.word.text ?? ''))
    return null
  return toRun(segment, start, isOwned ? end - 1 : end, mayLeadPlace(own))
}

const LINK = /^(of|at|for)$/

/** Position of the first word of a title in or behind the run from `from`. */
function titleStart(segment: Segment, from: number): number {
  const { tokens } = segment
  for (let at = from + 1; at < Math.min(tokens.length, from + LONGEST); at++) {
    const { flags } = tokens[at]!.word
    if (flags & (ROLE | MODIFIER) && (flags & ORG_HEAD) === 0) return at
    if ((flags & POSSESSIVE) === 0 && !isNameWord(segment, at)) return -1
  }
  return -1
}

const LONGEST = 6

/** Roles that nobody holds for a place. */
const LED =
  /\b(spokes(man|woman|person)|chair(man|woman|person)|ceo|cfo|coo|co-?founder|founder|director|director-general|executive|officer|manager|treasurer|editor|professor|researcher)$/
/** Roles that somebody may hold for a place, but more often for a body. */
const LED_OR_STATE =
  /\b(president|vice-president|leader|chief|analyst|economist|strategist|secretary-general)$/

const mayLeadPlace = ({ title }: Title) => !LED.test(title)
const isLed = ({ title }: Title) => LED.test(title) || LED_OR_STATE.test(title)

/** The run of capitalised words that ends at `to`. */
function runTo(segment: Segment, to: number, mayBePlace: boolean): Run | null {
  let from = to
  while (from > Math.max(0, to - LONGEST) && isOwnWord(segment, from - 1)) from--
  return toRun(segment, from, to, mayBePlace)
}

function runFrom(segment: Segment, from: number, mayBePlace: boolean): Run | null {
  return toRun(segment, from, runEnd(segment, from), mayBePlace)
}

function isOwnWord(segment: Segment, at: number): boolean {
  return isNameWord(segment, at) && (segment.tokens[at]!.word.flags & (ROLE | HONORIFIC)) === 0
}

/** Null for words that identify nothing ("Foreign Ministry"), and for what the gazetteer knows. */
function toRun(segment: Segment, from: number, to: number, mayBePlace: boolean): Run | null {
  const { tokens, matches } = segment
  if (to <= from || to - from > LONGEST) return null
  const words = tokens.slice(from, to).map(({ word }) => word)
  if (matches[from] && (matches[from].to >= to || matches[from].entry.kind === 'demonym'))
    return null
  const isDistinct = ({ flags }: (typeof words)[number], i: number) =>
    !matches[from + i] &&
    (flags & (COMMON | FUNCTION_WORD | MODIFIER | ROLE | CALENDAR | PLACE_HEAD | ORG_HEAD)) === 0
  const isOpener = from === 0 && words.length === 1 && /(ing|ed)$/.test(words[0]!.lower)
  if (isOpener || !words.some(isDistinct) || words[0]!.flags & (CLOSED_CLASS | HONORIFIC))
    return null
  return words.length === 1 && words[0]!.flags & GIVEN_NAME ? null : { from, to, mayBePlace }
}

/** Adds the body unless a name of another kind stands there, whose kind the role cannot correct. */
function withBody(names: TaggedSpan[], segment: Segment, { from, to, mayBePlace }: Run) {
  const over = names.filter((name) => name.from < to && name.to > from)
  const isWrong = ({ kind, ...span }: TaggedSpan) =>
    kind === null ||
    (kind === 'place' && !mayBePlace && span.from >= from && span.to <= to) ||
    (kind === 'person' && span.from >= from && span.to === to && span.to - span.from === 1)
  if (!over.every(isWrong)) return names
  const body = { segment, from, to, kind: 'organization' as const, via: 'rule' as const }
  return [
    ...names.filter((name) => !over.includes(name)),
    { ...body, confidence: CONFIDENCE },
  ].sort((a, b) => a.from - b.from)
}
