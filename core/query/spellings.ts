import { fold, words } from '../text.ts'

/*
 * Words that are written in several ways: U.S. and US, e-mail and email, Lima's and Lima. Both stores index what is
 * written, so the query asks for each way; one definition holds for both.
 */

/** Two or more letters with a period after each, optionally except the last. */
const WITH_POINTS = /^(?:\p{L}\.)+\p{L}\.?$/u
/** Longer acronyms are rarely written with periods. */
const IN_CAPITALS = /^\p{Lu}{2,3}$/u
/** Prefixes up to this length may be hyphenated: anti-war, co-op. */
const HYPHENATED = /^(\p{L}{1,4})[-\u2010\u2011](\p{L}+)$/u
const POSSESSIVE = /(\p{L}.*)['’][sS]$/su
/** Punctuation around a word. */
const AROUND = /^[^\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}.]+$/gu

/** Words written with or without a hyphen, and their plurals. */
const JOINED = (
  'e-mail e-commerce cease-fire co-operate co-operation co-operative co-ordinate co-ordination co-ordinator co-exist ' +
  'co-existence co-chairman co-author anti-trust anti-war anti-aircraft anti-government non-proliferation ' +
  'non-aggression non-profit non-aligned multi-national multi-lateral semi-conductor re-elect re-election re-open ' +
  're-unification pre-emptive inter-bank sub-committee counter-attack counter-offensive policy-maker law-maker ' +
  'peace-keeping peace-keeper spokes-woman world-wide nation-wide wide-spread hard-line hard-liner'
).split(' ')
const PARTS = new Map(JOINED.map((word) => [word.replace('-', ''), word.split('-')]))

/** A spelling: one word or several consecutive words. */
export type Spelling = string[]

/** Other spellings of a typed word, folded; usually none. */
export function otherSpellings(typed: string): Spelling[] {
  const text = typed.replace(AROUND, '')
  if (WITH_POINTS.test(text)) return [[lettersOf(text).join('')]]
  if (IN_CAPITALS.test(text)) return [lettersOf(text)]
  if (HYPHENATED.test(text)) return [[fold(text.replace(HYPHENATED, '$1$2'))]]
  const word = fold(text)
  const parts = partsOf(word)
  if (parts) return [parts]
  const whole = word.replace(' ', '')
  return whole !== word && partsOf(whole) ? [[whole]] : []
}

/** Strips the possessive ending. */
export const withoutPossessive = (typed: string) => typed.replace(POSSESSIVE, '$1')

/** An all-capitals text with function words is prose: its AND, OR and NOT are words. */
export function isShouted(text: string): boolean {
  return !/\p{Ll}/u.test(text) && SHOUTED_WORDS.test(text)
}
const SHOUTED_WORDS = /(?:^|\s)(?:A|AN|BY|FOR|FROM|IN|IS|OF|ON|THE|TO|WAS|WHO|WHAT|WITH)(?=\s|$)/

const lettersOf = (text: string) => words(text).flatMap(({ word }) => [...word])

function partsOf(word: string): string[] | null {
  const parts = PARTS.get(word)
  if (parts) return parts
  const plural = word.endsWith('s') ? PARTS.get(word.slice(0, -1)) : undefined
  return plural ? [plural[0]!, `${plural[1]}s`] : null
}
