import { FUNCTION_WORD, LEGAL_FORM, SYMBOL } from '../../text/flags.ts'
import type { Segment } from '../../text/segment.ts'
import { isNameWord } from './capital-runs.ts'
import type { TaggedSpan } from './candidate.ts'

/** How many tokens before a span to look for an opening bracket. */
const FARTHEST = 4

/**
 * Removes an unpaired bracket from a span ("BAC> | Bank of America") or completes the pair ("Acme | (Holdings) Ltd").
 */
export function balanceBrackets(name: TaggedSpan): TaggedSpan {
  const balanced = balance(name)
  return balanced === name ? name : trimmed(balanced)
}

/** Without function words at the ends; kind is null if only a legal form is left. */
function trimmed(name: TaggedSpan): TaggedSpan {
  const { tokens } = name.segment
  let { from, to } = name
  const isLoose = (at: number) => (tokens[at]!.word.flags & (FUNCTION_WORD | SYMBOL)) !== 0
  while (from < to - 1 && isLoose(from)) from++
  while (to > from + 1 && isLoose(to - 1)) to--
  const isName = tokens
    .slice(from, to)
    .some(({ word }) => (word.flags & (LEGAL_FORM | SYMBOL)) === 0)
  return { ...name, from, to, kind: isName ? name.kind : null }
}

function balance(name: TaggedSpan): TaggedSpan {
  const { segment, from, to, kind } = name
  const { tokens } = segment
  let open = -1
  for (let at = from; at < to; at++) {
    const { text } = tokens[at]!.word
    if (text === '<' || text === '>') return pastAngle(name, at)
    if (text === '(' || text === '[') open = at
    if (text !== ')' && text !== ']') continue
    if (open >= 0) {
      open = -1
      continue
    }
    const start = kind === 'organization' ? bracketedStart(segment, from) : -1
    if (start >= 0) return { ...name, from: start }
    return at + 1 < to ? balance({ ...name, from: at + 1 }) : { ...name, to: at }
  }
  return open > from ? { ...name, to: open } : open === from ? { ...name, from: from + 1 } : name
}

/** The name before or after a ticker: "Acme Corp | <ACM> Inc", "ACM> | Bank of Ghana". */
function pastAngle(name: TaggedSpan, at: number): TaggedSpan {
  const { segment, from, to } = name
  const { tokens } = segment
  const isOpening = tokens[at]!.word.text === '<'
  const rest = tokens.slice(at + 1, to).map(({ word }) => word)
  const isLast = rest.every(({ flags }) => (flags & (LEGAL_FORM | SYMBOL)) !== 0)
  const before = { ...name, to: at }
  const after = { ...name, from: at + 1 }
  if (at === from) return balance(after)
  return isOpening || isLast ? before : balance(after)
}

/** Start of "Acme (Holdings) Ltd", given a token in the brackets; -1 unless a name precedes them. */
export function bracketedStart(segment: Segment, from: number): number {
  let at = from - 1
  while (at > from - FARTHEST && at >= 0 && segment.tokens[at]!.word.text !== '(') at--
  if (segment.tokens[at]?.word.text !== '(' || !isNameWord(segment, at - 1)) return -1
  let start = at - 1
  while (isNameWord(segment, start - 1)) start--
  return start
}
