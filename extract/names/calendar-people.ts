import { CALENDAR, CAPITAL, GIVEN_NAME, NUMBER } from '../text/flags.ts'
import type { Segment } from '../text/segment.ts'
import type { TaggedSpan } from './spans/candidate.ts'

/** Finds surnames such as "May" after a given name, which the tagger reads as a month. */
export function addCalendarPeople(segment: Segment, tagged: TaggedSpan[]): TaggedSpan[] {
  const { tokens } = segment
  let names = tagged
  for (let at = 1; at < tokens.length; at++) {
    const { flags } = tokens[at]!.word
    const isBoth = (flags & (CALENDAR | CAPITAL)) === (CALENDAR | CAPITAL) && flags & GIVEN_NAME
    if (!isBoth || !isGiven(segment, at - 1) || isDate(segment, at)) continue
    if (names.some((name) => name.from <= at && name.to > at)) continue
    const before = names.find((name) => name.to === at)
    const from = before?.kind === 'person' ? before.from : at - 1
    const person = { segment, from, to: at + 1, kind: 'person' as const, via: 'rule' as const }
    names = [
      ...names.filter((name) => name.to <= from),
      { ...person, confidence: CONFIDENCE },
      ...names.filter((name) => name.from > at),
    ]
  }
  return names
}

const CONFIDENCE = 0.8

/** A given name that is not the end of a gazetteer name ("New York"). */
function isGiven({ tokens, matches }: Segment, at: number): boolean {
  const { flags } = tokens[at]!.word
  return !matches[at] && (flags & GIVEN_NAME) !== 0 && (flags & (CAPITAL | CALENDAR)) === CAPITAL
}

function isDate({ tokens }: Segment, at: number): boolean {
  return ((tokens[at + 1]?.word.flags ?? 0) & NUMBER) !== 0
}
