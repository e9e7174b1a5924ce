import { CAPITAL, LOWER_CASE, STATE_BODY } from '../../text/flags.ts'
import type { Segment } from '../../text/segment.ts'
import { isNameWord } from './capital-runs.ts'
import type { TaggedSpan } from './candidate.ts'

const CONFIDENCE = 0.6
/** Checked first, since the list costs a lookup per word. */
const STATE_BODY_CAPITAL = STATE_BODY | CAPITAL

/** Bodies that most states have and that news capitalises. */
const BODIES = new Set(['Cabinet', 'Parliament', 'Assembly', 'Senate'])

/** Adds state bodies that the tagger missed: "told the Cabinet". Without an owner they stay unresolved. */
export function addBareBodies(segment: Segment, names: TaggedSpan[]): TaggedSpan[] {
  if (segment.style !== 'prose' || segment.truecased) return names
  const found: TaggedSpan[] = []
  for (let at = 1; at < segment.tokens.length; at++) {
    if (!isBareBody(segment, at) || names.some(({ from, to }) => from <= at && to > at)) continue
    const span = { segment, from: at, to: at + 1, kind: 'organization' as const }
    found.push({ ...span, via: 'rule', confidence: CONFIDENCE })
  }
  if (found.length === 0) return names
  return [...names, ...found].sort((a, b) => a.from - b.from)
}

function isBareBody(segment: Segment, at: number): boolean {
  const { tokens, matches } = segment
  const { word } = tokens[at]!
  if ((word.flags & STATE_BODY_CAPITAL) !== STATE_BODY_CAPITAL) return false
  if (!BODIES.has(word.text) || matches[at] || isNameWord(segment, at + 1)) return false
  const { flags } = tokens[at - 1]!.word
  return (flags & LOWER_CASE) !== 0 && (flags & CAPITAL) === 0
}
