import { ALL_CAPS, HARD, SIGN } from '../../text/flags.ts'
import type { Segment } from '../../text/segment.ts'
import { initials } from '../organizations/short-forms.ts'
import type { Tagged } from '../candidate.ts'

/** "LONDON - | Acme Shipping", "NOTE - | Company": a name ends at a spaced dash behind a word in capitals. */
export function withoutHeader(name: Tagged): Tagged[] {
  const parts: Tagged[] = []
  let rest = name
  for (let dash = headerEnd(rest); dash < rest.to; dash = headerEnd(rest)) {
    const before = { ...rest, to: dash }
    rest = { ...rest, from: textStart(rest, dash) }
    if (!isHeader(before) || isAcronymOf(before, rest)) parts.push(before)
  }
  return rest !== name && isLone(rest) ? parts : [...parts, rest]
}

/** The dash; the end of the name if it holds none. */
function headerEnd({ segment, from, to }: Tagged): number {
  for (let at = from + 1; at < to; at++) {
    const isShouted = (segment.tokens[at - 1]!.word.flags & ALL_CAPS) !== 0
    if (isShouted && isSpacedDash(segment, at)) return at
  }
  return to
}

/** No hyphen: a space stands before it. */
function isSpacedDash({ tokens }: Segment, at: number): boolean {
  return DASH.test(tokens[at]!.word.text) && tokens[at]!.start > tokens[at - 1]!.end
}

const DASH = /^[-–—]$/

/** Past the dash and past "The": a sentence begins here. */
function textStart({ segment: { tokens }, to }: Tagged, dash: number): number {
  let at = dash + 1
  while (at < to && tokens[at]!.word.flags & (SIGN | HARD)) at++
  return at
}

/** All in capitals: the tagger took it for the beginning of what follows, so that its kind says nothing of it. */
function isHeader(before: Tagged): boolean {
  return wordsIn(before).every(({ text }) => text === text.toUpperCase())
}

/** "ECF - Economic Cooperation Fund" */
function isAcronymOf(before: Tagged, { segment, from, to }: Tagged): boolean {
  const [word, ...others] = wordsIn(before)
  return others.length === 0 && word!.text === initials(segment, from, to)
}

/** A single word that begins a sentence has a capital whatever it is; if it is a name, the rest of the article tells. */
function isLone(rest: Tagged): boolean {
  const words = wordsIn(rest)
  return words.length < 2 && words.every(({ flags }) => (flags & ALL_CAPS) === 0)
}

const wordsIn = ({ segment, from, to }: Tagged) =>
  segment.tokens.slice(from, to).map(({ word }) => word)
