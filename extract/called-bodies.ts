import {
  ALL_CAPS,
  INITIAL,
  SIGN,
  FUNCTION,
  COMMON,
  GIVEN,
  ROLE,
  MODIFIER,
  SURNAME,
  NO_PERSON,
} from './flags.ts'
import { BODY_NOUNS } from './lexicon/bodies.ts'
import { isEmployer } from './person-span.ts'
import type { Segment } from './segment.ts'

/** "chairman of Acme": a name that is no common word. */
export function isEmployerHere(segment: Segment, from: number, to: number): boolean {
  if (!isEmployer(segment, from)) return false
  const { flags } = segment.tokens[from]!.word
  return (
    segment.marks[from] === undefined &&
    (to - from > 1 || (flags & (COMMON | GIVEN | FUNCTION)) === 0)
  )
}

/** "the insurer Northgate Mutual", "the supplier, Hespera,", "Acme Elements, an Australian company". */
export function isCalledBody({ tokens, marks }: Segment, from: number, to: number): boolean {
  const { flags } = tokens[from]!.word
  if (marks[from] || flags & (INITIAL | NO_PERSON)) return false
  const isLone = to - from === 1
  if (!isLone && tokens[to - 1]!.word.flags & SURNAME) return false
  if (isLone && flags & (COMMON | GIVEN | FUNCTION)) return false
  const before = tokens[from - 1]?.word.lower ?? ''
  if (BODY_NOUNS.has(before)) return flags & COMMON ? to - from > 1 : true
  if (
    before === ',' &&
    tokens[to]?.word.text === ',' &&
    BODY_NOUNS.has(tokens[from - 2]?.word.lower ?? '')
  )
    return true
  return tokens[to]?.word.text === ',' && isBodyApposition(tokens, to + 1)
}

const APPOSITION_WORDS = 6

function isBodyApposition(tokens: Segment['tokens'], at: number): boolean {
  if (!/^(a|an|the)$/.test(tokens[at]?.word.lower ?? '')) return false
  for (let i = at + 1; i < at + APPOSITION_WORDS && i < tokens.length; i++) {
    const { flags, lower } = tokens[i]!.word
    if (BODY_NOUNS.has(lower)) return !isPersonBehind(tokens, i + 1)
    if (flags & (SIGN | FUNCTION) && lower !== '-') return false
  }
  return false
}

/** "the company spokesman", "the party leader" */
function isPersonBehind(tokens: Segment['tokens'], at: number): boolean {
  return ((tokens[at]?.word.flags ?? 0) & (ROLE | MODIFIER)) !== 0 || tokens[at]?.word.text === "'s"
}

/** "<Regie Nationale Renault>" or "Tenneco <TGT>": wire services mark companies so; a ticker alone is no name. */
export function isBracketed({ tokens }: Segment, from: number, to: number): boolean {
  const isInside = tokens[from - 1]?.word.text === '<' && tokens[to]?.word.text === '>'
  const { flags } = tokens[from]!.word
  if (isInside) return (flags & ALL_CAPS) === 0 && (to - from > 1 || (flags & COMMON) === 0)
  const ticker = tokens[to + 1]?.word
  if (tokens[to]?.word.text !== '<' || tokens[to + 2]?.word.text !== '>') return false
  return (
    ticker !== undefined &&
    ticker.text.length <= 6 &&
    (tokens[from]!.word.flags & (FUNCTION | INITIAL)) === 0
  )
}

/** "<GM>" */
export function isTicker({ tokens }: Segment, from: number, to: number): boolean {
  const isInside = tokens[from - 1]?.word.text === '<' && tokens[to]?.word.text === '>'
  return isInside && (tokens[from]!.word.flags & (ALL_CAPS | INITIAL)) !== 0
}
