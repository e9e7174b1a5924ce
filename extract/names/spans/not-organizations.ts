import { MODIFIER } from '../../text/flags.ts'
import { THINGS } from '../../gazetteer/lexicon/things.ts'
import type { TaggedSpan } from './candidate.ts'

const OFFICE = /^(minister|ministers|secretary|secretaries|commissioner)$/i

/** Whether a span tagged as an organization is a thing ("ATM") or a minister's portfolio. */
export function isNotOrganization({ segment: { tokens }, from, to }: TaggedSpan): boolean {
  if (to - from === 1 && THINGS.has(tokens[from]!.word.text)) return true
  if ((tokens[from]!.word.flags & MODIFIER) === 0) return false
  const link = tokens[from - 1]?.word.lower === 'the' ? from - 2 : from - 1
  const isLinked = /^(of|for)$/.test(tokens[link]?.word.lower ?? '')
  if (isLinked && OFFICE.test(tokens[link - 1]?.word.text ?? '')) return true
  return to - from === 1 && /^(Minister|Ministers|Secretary)$/.test(tokens[to]?.word.text ?? '')
}
