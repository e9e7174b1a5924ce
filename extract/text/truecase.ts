import { firstNode } from '../gazetteer/gazetteer.ts'
import {
  COMMON,
  FUNCTION_WORD,
  GIVEN_NAME,
  LEGAL_FORM,
  LOWER_CASE,
  ORG_HEAD,
  SYMBOL,
} from './flags.ts'
import { findMatches } from './gazetteer-matches.ts'
import type { Token } from './tokens.ts'
import { type Word, wordOf } from './word.ts'

/** With fewer function words, text is a header or a table. */
const LEAST_FUNCTION_WORDS = 2
const LEAST_WORDS = 6

/** Whether text in capitals is a sentence, so that its case can be guessed. */
export function isSentence(tokens: Token[]): boolean {
  const words = tokens.filter(({ word }) => (word.flags & SYMBOL) === 0)
  const functions = words.filter(({ word }) => (word.flags & FUNCTION_WORD) !== 0)
  return words.length >= LEAST_WORDS && functions.length >= LEAST_FUNCTION_WORDS
}

/**
 * Guesses the case of a sentence in capitals for the tagger and the rules: common words become lower case, gazetteer
 * names take their own case, all others are capitalised.
 */
export function truecase(tokens: Token[]): Token[] {
  const matches = findMatches(tokens, true)
  let isAfterName = false
  return tokens.map((token, at) => {
    const { word } = token
    const match = matches[at]
    const isOneWord = match !== undefined && match.to - match.from === 1
    const isName = match !== undefined && !(isOneWord && (word.flags & COMMON) !== 0)
    const form = isName ? match.entry.words[at - match.from]! : guess(word, isAfterName, at === 0)
    const own = wordOf(form)
    isAfterName = (own.flags & (LOWER_CASE | SYMBOL)) === 0
    return { ...token, word: own }
  })
}

/** Participles and adverbs, which the lists of common words lack. */
const INFLECTED = /.{3}(ed|ing|ly|tion|ment|ness)$/

function guess({ text, lower, flags }: Word, isAfterName: boolean, isFirst: boolean): string {
  if (flags & SYMBOL) return text
  const capitalized = lower.replace(/(^|[-'.])(\p{Ll})/gu, (_, sign: string, letter: string) => {
    return sign + letter.toUpperCase()
  })
  if (isFirst) return capitalized
  if (flags & FUNCTION_WORD) return lower
  if (isAfterName && flags & (ORG_HEAD | LEGAL_FORM)) return capitalized
  if (flags & GIVEN_NAME && (flags & COMMON) === 0) return capitalized
  if (flags & COMMON || INFLECTED.test(lower)) return lower
  return isAcronym(text, lower) ? text : capitalized
}

function isAcronym(text: string, lower: string): boolean {
  if (!/[aeiouy]/.test(lower)) return true
  return firstNode(lower)?.entries.some(({ words }) => words[0] === text) ?? false
}
