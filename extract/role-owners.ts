import type { Cover } from './cover.ts'
import { POSSESSIVE } from './flags.ts'
import { type Name, written } from './name.ts'
import type { Segment } from './segment.ts'

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

export function isOwner(name: Name): boolean {
  if (!name.resolved || name.kind === 'person' || name.kind === 'place') return false
  return name.via !== 'capital' || SEATS.test(written(name.segment, name.from, name.to))
}

/** Seats of government that have spokesmen; a capital has mayors and bishops of its own. */
const SEATS = /^(Kremlin|White House|Downing Street|Elys[eé]e|Blue House|Whitehall)/
