import { ALL_CAPS, CAPITAL } from '../../text/flags.ts'
import type { Segment } from '../../text/segment.ts'
import { surfaceOf } from '../spans/name.ts'

/** A long form followed by its short form in brackets. */
export interface Definition {
  segment: Segment
  from: number
  to: number
  short: string
  /** Token index of the short form. */
  at: number
  /** Whether the long form starts with a capital. */
  isName: boolean
}

/** Finds "Economic Cooperation Fund (ECF)" by the algorithm of Schwartz and Hearst (2003). */
export function readDefinitions(segment: Segment): Definition[] {
  const { tokens } = segment
  const found: Definition[] = []
  for (let i = 2; i < tokens.length - 1; i++) {
    if (tokens[i - 1]!.word.text !== '(' || tokens[i + 1]!.word.text !== ')') continue
    const { text, flags } = tokens[i]!.word
    if ((flags & ALL_CAPS) === 0 || text.length > 10) continue
    const from = longFormStart(segment, i - 1, text.replaceAll('.', ''))
    if (from < 0) continue
    const isName = (tokens[from]!.word.flags & CAPITAL) !== 0
    found.push({ segment, from, to: i - 1, short: text, at: i, isName })
  }
  return found
}

/** First token of the long form, matched from right to left; -1 if the letters do not match. */
function longFormStart({ tokens, ...segment }: Segment, to: number, short: string): number {
  const n = short.length
  const first = Math.max(0, to - Math.min(n + 5, 2 * n))
  const long = surfaceOf({ tokens, ...segment }, first, to).toLowerCase()
  let at = long.length - 1
  for (let k = n - 1; k >= 0; k--, at--) {
    const letter = short.charAt(k).toLowerCase()
    while (at >= 0 && (long[at] !== letter || (k === 0 && isInsideWord(long, at)))) at--
    if (at < 0) return -1
  }
  const offset = long.lastIndexOf(' ', at + 1) + 1
  const skipped = long.slice(0, offset).split(' ').length - 1
  return startToken({ tokens, ...segment }, first, to, skipped)
}

function isInsideWord(text: string, at: number): boolean {
  return at > 0 && /[\p{L}\p{N}]/u.test(text.charAt(at - 1))
}

/** The token after a number of white-space gaps. */
function startToken({ tokens, text }: Segment, first: number, to: number, spaces: number): number {
  let left = spaces
  for (let i = first; i < to; i++) {
    if (left === 0) return i
    if (/\s/.test(text.slice(tokens[i]!.end, tokens[i + 1]!.start))) left--
  }
  return -1
}
