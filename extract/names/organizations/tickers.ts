import { ALL_CAPS, COMMON, FUNCTION_WORD, INITIAL } from '../../text/flags.ts'
import type { Segment } from '../../text/segment.ts'

/** Whether a wire service marks a span as a company: "<Regie Nationale Renault>" or "Tenneco <TGT>". A ticker itself is not a name. */
export function isBracketed({ tokens }: Segment, from: number, to: number): boolean {
  const isInside = tokens[from - 1]?.word.text === '<' && tokens[to]?.word.text === '>'
  const { flags } = tokens[from]!.word
  if (isInside) return (flags & ALL_CAPS) === 0 && (to - from > 1 || (flags & COMMON) === 0)
  const ticker = tokens[to + 1]?.word
  if (tokens[to]?.word.text !== '<' || tokens[to + 2]?.word.text !== '>') return false
  return (
    ticker !== undefined && ticker.text.length <= 6 && (flags & (FUNCTION_WORD | INITIAL)) === 0
  )
}

/** Whether a span is a ticker symbol: "<GM>". */
export function isTicker({ tokens }: Segment, from: number, to: number): boolean {
  const isInside = tokens[from - 1]?.word.text === '<' && tokens[to]?.word.text === '>'
  return isInside && (tokens[from]!.word.flags & (ALL_CAPS | INITIAL)) !== 0
}
