import { COMMON, HONORIFIC, ROLE, MODIFIER, LEGAL, STATE_BODY } from './flags.ts'
import type { Segment } from './segment.ts'
import { titleEnd } from './titles.ts'

/** Where a function begins inside the run: "State Department | Principal Deputy Spokesperson Vedant Patel". */
export function roleStart(segment: Segment, lo: number, hi: number): number {
  for (let i = lo; i < hi; i++) {
    if (isFunctionWord(segment, i) && titleEnd(segment, i, hi) > i) return i
  }
  return hi
}

/** "Malaysian | Primary Industries Minister": the common words before a minister are his office. */
export function officeStart(
  { tokens, marks }: Segment,
  lo: number,
  role: number,
  hi: number,
): number {
  if (role === hi || !/^(minister|secretary|undersecretary)$/.test(tokens[role]!.word.lower))
    return role
  let start = role
  while (start > lo && !marks[start - 1] && isPlainNoun(tokens[start - 1]!.word.flags)) start--
  return start
}

function isPlainNoun(flags: number): boolean {
  return (flags & COMMON) !== 0 && (flags & (LEGAL | STATE_BODY)) === 0
}

function isFunctionWord({ tokens }: Segment, at: number): boolean {
  const { flags } = tokens[at]!.word
  return (flags & (ROLE | HONORIFIC | MODIFIER)) !== 0
}
