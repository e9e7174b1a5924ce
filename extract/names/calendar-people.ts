import { CALENDAR, CAPITAL, GIVEN, NUMBER } from '../text/flags.ts'
import type { Segment } from '../text/segment.ts'
import type { Tagged } from './candidate.ts'

/** The tagger takes every "May" for the month: behind a given name it is a surname. */
export function withCalendarPeople(segment: Segment, tagged: Tagged[]): Tagged[] {
  const { tokens } = segment
  let names = tagged
  for (let at = 1; at < tokens.length; at++) {
    const { flags } = tokens[at]!.word
    const isBoth = (flags & (CALENDAR | CAPITAL)) === (CALENDAR | CAPITAL) && flags & GIVEN
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

/** Not the end of "New York". */
function isGiven({ tokens, marks }: Segment, at: number): boolean {
  const { flags } = tokens[at]!.word
  return !marks[at] && (flags & GIVEN) !== 0 && (flags & (CAPITAL | CALENDAR)) === CAPITAL
}

function isDate({ tokens }: Segment, at: number): boolean {
  return ((tokens[at + 1]?.word.flags ?? 0) & NUMBER) !== 0
}
