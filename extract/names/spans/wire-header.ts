import { ALL_CAPS, CLOSED_CLASS, SYMBOL } from '../../text/flags.ts'
import type { Segment } from '../../text/segment.ts'
import { initials } from './initials.ts'
import type { TaggedSpan } from './candidate.ts'

/** Splits a span at a spaced dash after a word in capitals: "LONDON - | Acme Shipping", "NOTE - | Company". */
export function splitWireHeader(name: TaggedSpan): TaggedSpan[] {
  const parts: TaggedSpan[] = []
  let rest = name
  for (let dash = headerEnd(rest); dash < rest.to; dash = headerEnd(rest)) {
    const before = { ...rest, to: dash }
    rest = { ...rest, from: textStart(rest, dash) }
    if (!isHeader(before) || isAcronymOf(before, rest)) parts.push(before)
  }
  return rest !== name && isLone(rest) ? parts : [...parts, rest]
}

/** Position of the dash; the end of the span if there is none. */
function headerEnd({ segment, from, to }: TaggedSpan): number {
  for (let at = from + 1; at < to; at++) {
    const isAllCaps = (segment.tokens[at - 1]!.word.flags & ALL_CAPS) !== 0
    if (isAllCaps && isSpacedDash(segment, at)) return at
  }
  return to
}

/** Whether a dash has a space before it, unlike a hyphen. */
function isSpacedDash({ tokens }: Segment, at: number): boolean {
  return DASH.test(tokens[at]!.word.text) && tokens[at]!.start > tokens[at - 1]!.end
}

const DASH = /^[-–—]$/

/** Position after the dash and function words, which start a sentence here. */
function textStart({ segment: { tokens }, to }: TaggedSpan, dash: number): number {
  let at = dash + 1
  while (at < to && tokens[at]!.word.flags & (SYMBOL | CLOSED_CLASS)) at++
  return at
}

/** Whether a part is all in capitals. Its kind is unreliable, because the tagger read it as part of the next name. */
function isHeader(before: TaggedSpan): boolean {
  return wordsIn(before).every(({ text }) => text === text.toUpperCase())
}

/** "ECF - Economic Cooperation Fund" */
function isAcronymOf(before: TaggedSpan, { segment, from, to }: TaggedSpan): boolean {
  const [word, ...others] = wordsIn(before)
  return others.length === 0 && word!.text === initials(segment, from, to)
}

/** Whether a part is a single word that may be capitalised only because it starts a sentence. */
function isLone(rest: TaggedSpan): boolean {
  const words = wordsIn(rest)
  return words.length < 2 && words.every(({ flags }) => (flags & ALL_CAPS) === 0)
}

const wordsIn = ({ segment, from, to }: TaggedSpan) =>
  segment.tokens.slice(from, to).map(({ word }) => word)
