import { CAPITAL, COMMON, ORG_HEAD, LEGAL_FORM } from '../../text/flags.ts'
import { isNameWord } from '../spans/capital-runs.ts'
import type { Segment } from '../../text/segment.ts'

export function isFirmEnding(lower: string): boolean {
  return /^(co|cos|company|sons|brothers|bros|associates|partners)\.?$/.test(lower)
}

/** Position after "Inc", "Co Ltd" or ", Inc." */
export function pastLegalForms({ tokens, matches }: Segment, end: number): number {
  for (;;) {
    const flags = tokens[end]?.word.flags ?? 0
    if (flags & LEGAL_FORM && flags & CAPITAL) end++
    else if (isBranch(tokens, matches, end)) end += 3
    else if (tokens[end]?.word.text === ',' && isLegalSuffix(tokens[end + 1]?.word.text)) end += 2
    else return end
  }
}

/** A branch in another country: "Ford Motor Co | of Canada Ltd". */
function isBranch(tokens: Segment['tokens'], matches: Segment['matches'], at: number): boolean {
  if (tokens[at]?.word.lower !== 'of' || matches[at + 1]?.entry.kind !== 'country') return false
  return ((tokens[at + 2]?.word.flags ?? 0) & LEGAL_FORM) !== 0
}

/** Start of the name including what precedes `lo`: "Goldman, Sachs and Co", "Port of | Bar Authority". */
export function firmStart(segment: Segment, lo: number, end: number): number {
  const { tokens, matches } = segment
  if (tokens[lo - 1]?.word.lower === 'of' && tokens[lo - 2]?.word.text === 'Port') return lo - 2
  if (
    end < lo + 3 ||
    tokens[end - 2]!.word.lower !== 'and' ||
    !isFirmEnding(tokens[end - 1]!.word.lower)
  )
    return lo
  let from = lo
  while (tokens[from - 1]?.word.text === ',') {
    let partner = from - 1
    while (partner > from - 3 && isNameWord(segment, partner - 1) && !matches[partner - 1])
      partner--
    if (partner === from - 1 || tokens[from - 2]!.word.flags & (ORG_HEAD | LEGAL_FORM | COMMON))
      return from
    from = partner
  }
  return from
}

function isLegalSuffix(text: string | undefined): boolean {
  return text !== undefined && /^(Inc|Ltd|LLC|L\.L\.C|Corp|N\.V|S\.A)\.?$/.test(text)
}
