import { MODIFIER } from '../../text/flags.ts'
import type { TaggedSpan } from './candidate.ts'

/** Acronyms of things, degrees and offices, which look like those of organizations. */
const THINGS = new Set(
  'ATM ATMs SMS NGO NGOs GDP GNP CEO CFO CTO MP MPs BA MA MBA PhD XI TV HIV AIDS COVID DNA GPS PCR VAT IPO PDF FAQ SUV CCTV CV PPE AI IT PR HR VIP USD EUR'.split(
    ' ',
  ),
)

const OFFICE = /^(minister|ministers|secretary|secretaries|commissioner)$/i

/** Whether a span tagged as an organization is a thing ("ATM") or the portfolio of a minister. */
export function isNotOrganization({ segment: { tokens }, from, to }: TaggedSpan): boolean {
  if (to - from === 1 && THINGS.has(tokens[from]!.word.text)) return true
  if ((tokens[from]!.word.flags & MODIFIER) === 0) return false
  const link = tokens[from - 1]?.word.lower === 'the' ? from - 2 : from - 1
  const isLinked = /^(of|for)$/.test(tokens[link]?.word.lower ?? '')
  if (isLinked && OFFICE.test(tokens[link - 1]?.word.text ?? '')) return true
  return to - from === 1 && /^(Minister|Ministers|Secretary)$/.test(tokens[to]?.word.text ?? '')
}
