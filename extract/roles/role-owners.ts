import type { Cover } from '../names/span-set.ts'
import { FUNCTION, LOWER_CASE, POSSESSIVE, SPEECH } from '../text/flags.ts'
import { type Name, written } from '../names/name.ts'
import type { Segment } from '../text/segment.ts'

export function ownerBefore(segment: Segment, cover: Cover<Name>, at: number): Name | null {
  const isOwned = ((segment.tokens[at - 1]?.word.flags ?? 0) & POSSESSIVE) !== 0
  return ownerEndingAt(cover, segment, isOwned ? at - 1 : at)
}

export function ownerEndingAt(cover: Cover<Name>, segment: Segment, at: number): Name | null {
  const name = at > 0 ? cover.at(segment, at - 1) : undefined
  return name && name.to === at && isOwner(name) ? name : null
}

/** A name at `at` that owns what follows: "Azerbaijan's", "the Armenian". */
export function ownerAt(
  segment: Segment,
  cover: Cover<Name>,
  at: number,
): { of: Name; next: number } | null {
  const start = /^(the|a|an)$/.test(segment.tokens[at]?.word.lower ?? '') ? at + 1 : at
  const of = cover.at(segment, start)
  if (!of || of.from !== start || !isOwner(of)) return null
  const isOwned = ((segment.tokens[of.to]?.word.flags ?? 0) & POSSESSIVE) !== 0
  return { of, next: isOwned ? of.to + 1 : of.to }
}

/** The position before "of" or "of the"; `at` itself if no such link stands there. */
export function linkBefore({ tokens }: Segment, at: number, link: RegExp): number {
  const of = tokens[at - 1]?.word.lower === 'the' ? at - 2 : at - 1
  return link.test(tokens[of]?.word.lower ?? '') ? of : at
}

/** The first name of a sentence, if it may own a function: whom "it" and "its" mean further on. */
export function subjectOf(segment: Segment, cover: Cover<Name>): Name | null {
  const { tokens } = segment
  let at = 0
  while (at < tokens.length && /^(the|"|“|<|in|but|and)$/.test(tokens[at]!.word.lower)) at++
  const name = cover.at(segment, at)
  return name?.from === at && isOwner(name) && name.via !== 'demonym' ? name : null
}

/** Whose "its" at `at` is: the name right before "and its", or the subject if no other name may own it. */
export function ownerOfIts(segment: Segment, cover: Cover<Name>, at: number): Name | null {
  const { tokens } = segment
  const before = tokens[at - 1]?.word.lower === 'and' ? ownerEndingAt(cover, segment, at - 1) : null
  if (before) return before
  const subject = subjectOf(segment, cover)
  if (!subject || subject.to > at) return null
  const isAlone = cover.names(segment).every((name) => {
    return (
      name.from <= subject.from || name.from > at || !isOwner(name) || isAttribute(segment, name)
    )
  })
  return isAlone ? subject : null
}

/** "the Emery | offer" */
function isAttribute({ tokens }: Segment, { to }: Name): boolean {
  const { flags, lower } = tokens[to]?.word ?? { flags: 0, lower: '' }
  return (flags & LOWER_CASE) !== 0 && (flags & (FUNCTION | SPEECH)) === 0 && !lower.endsWith('ed')
}

export function isOwner(name: Name): boolean {
  if (!name.resolved || name.kind === 'person' || name.kind === 'place') return false
  return name.via !== 'capital' || SEATS.test(written(name.segment, name.from, name.to))
}

/** Seats of government that have spokesmen; a capital has mayors and bishops of its own. */
const SEATS = /^(Kremlin|White House|Downing Street|Elys[eé]e|Blue House|Whitehall)/
