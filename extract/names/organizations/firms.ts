import { CAPITAL, COMMON, HEAD, LEGAL } from '../../text/flags.ts'
import { isNameWord } from '../runs.ts'
import type { Segment } from '../../text/segment.ts'

export function isFirmEnding(lower: string): boolean {
  return /^(co|cos|company|sons|brothers|bros|associates|partners)\.?$/.test(lower)
}

/** Past "Inc", "Co Ltd" and ", Inc." */
export function pastLegalForms({ tokens, marks }: Segment, end: number): number {
  for (;;) {
    const flags = tokens[end]?.word.flags ?? 0
    if (flags & LEGAL && flags & CAPITAL) end++
    else if (isBranch(tokens, marks, end)) end += 3
    else if (tokens[end]?.word.text === ',' && isLegalSuffix(tokens[end + 1]?.word.text)) end += 2
    else return end
  }
}

/** "Ford Motor Co | of Canada Ltd". */
function isBranch(tokens: Segment['tokens'], marks: Segment['marks'], at: number): boolean {
  if (tokens[at]?.word.lower !== 'of' || marks[at + 1]?.entry.kind !== 'country') return false
  return ((tokens[at + 2]?.word.flags ?? 0) & LEGAL) !== 0
}

/** "Goldman, Sachs and Co", "Port of | Bar Authority": what stands before belongs to the name. */
export function firmStart(segment: Segment, lo: number, end: number): number {
  const { tokens, marks } = segment
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
    while (partner > from - 3 && isNameWord(segment, partner - 1) && !marks[partner - 1]) partner--
    if (partner === from - 1 || tokens[from - 2]!.word.flags & (HEAD | LEGAL | COMMON)) return from
    from = partner
  }
  return from
}

function isLegalSuffix(text: string | undefined): boolean {
  return text !== undefined && /^(Inc|Ltd|LLC|L\.L\.C|Corp|N\.V|S\.A)\.?$/.test(text)
}
