import type { Name } from '../names/spans/name.ts'
import type { SpanSet } from '../names/spans/span-set.ts'
import { CAPITAL, FUNCTION_WORD, NUMBER, POSSESSIVE, SYMBOL } from '../text/flags.ts'
import type { Segment } from '../text/segment.ts'
import type { Token } from '../text/tokens.ts'
import type { Quoted } from './quoted-spans.ts'

/** Tokens `from` (inclusive) to `to` (exclusive). */
export interface Range {
  from: number
  to: number
}

/** A sentence with its names and its quotations. */
export interface Line {
  segment: Segment
  tokens: Token[]
  names: SpanSet<Name>
  /** The quotation that covers each token; empty if no token is quoted. */
  quoted: (Quoted | undefined)[]
  /** The quotation that ends right before the sentence and has no speaker yet. */
  pending?: Quoted | undefined
}

const word = (words: string) => new Set(words.split(/\s+/))

export const PREPOSITIONS = word(
  'of in on at by for from to with into about above under over after before between among against across during near ' +
    'since through toward towards until within amid inside outside behind beside despite without upon via per around',
)
/** Words that start another clause; a subject does not extend over them. */
const CLAUSE_STARTS = word(
  'that when while as because after before if but although though which since until than so where how why what ' +
    'whether unless whereas nor yet once like or',
)
export const DETERMINERS = word(
  'the a an this these those some many several most all both each every another his her its their our my your one no',
)
export const PRONOUNS = word('he she they it i we you')
const AUXILIARIES = word(
  'is are was were be been being am has have had having do does did will would can could may might must shall should ' +
    "isn't aren't wasn't weren't hasn't haven't hadn't won't wouldn't can't couldn't don't doesn't didn't ca n't",
)
/** Adverbs that do not end in "-ly". */
const ADVERBS = word(
  'also then later now not never ever again once further even still just already often always sometimes once soon ' +
    'therefore thus instead meanwhile however too yesterday today tonight first',
)

export const lowerAt = ({ tokens }: Line, at: number): string => tokens[at]?.word.lower ?? ''
export const flagsAt = ({ tokens }: Line, at: number): number => tokens[at]?.word.flags ?? 0
export const nameAt = ({ names, segment }: Line, at: number): Name | undefined =>
  names.at(segment, at)

export const isPreposition = (line: Line, at: number) => PREPOSITIONS.has(lowerAt(line, at))
export const isDeterminer = (line: Line, at: number) => DETERMINERS.has(lowerAt(line, at))
export const isPronoun = (line: Line, at: number) => PRONOUNS.has(lowerAt(line, at))
export const isAuxiliary = (line: Line, at: number) => AUXILIARIES.has(lowerAt(line, at))
export const startsOtherClause = (line: Line, at: number) => CLAUSE_STARTS.has(lowerAt(line, at))
export const isPossessive = (line: Line, at: number) => (flagsAt(line, at) & POSSESSIVE) !== 0

export function isAdverb(line: Line, at: number): boolean {
  const lower = lowerAt(line, at)
  if (ADVERBS.has(lower)) return true
  return lower.length > 4 && lower.endsWith('ly') && (flagsAt(line, at) & CAPITAL) === 0
}

/** A sign that cannot be part of a noun phrase. */
export function isSign(line: Line, at: number): boolean {
  const flags = flagsAt(line, at)
  if ((flags & SYMBOL) === 0 || flags & POSSESSIVE) return false
  return !/^[-$£€%&'’.]$/.test(lowerAt(line, at))
}

export const isEnd = (line: Line, at: number) =>
  at >= line.tokens.length || /^[.!?…]$/.test(lowerAt(line, at))

export const isDash = (line: Line, at: number) => /^(--|[—–]|-)$/.test(lowerAt(line, at))

/** A noun, adjective or name, not a function word. */
export function isContentWord(line: Line, at: number): boolean {
  const flags = flagsAt(line, at)
  return at < line.tokens.length && (flags & (FUNCTION_WORD | SYMBOL | NUMBER)) === 0
}

export const startOf = ({ tokens }: Line, at: number) => tokens[at]!.start
/** End offset of the token before `to`. */
export const endBefore = ({ tokens }: Line, to: number) => tokens[to - 1]!.end
