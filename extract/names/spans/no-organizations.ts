import { MODIFIER } from '../../text/flags.ts'
import type { Tagged } from '../candidate.ts'

/** Acronyms of things, degrees and offices, which an article writes like those of bodies. */
const THINGS = new Set(
  'ATM ATMs SMS NGO NGOs GDP GNP CEO CFO CTO MP MPs BA MA MBA PhD XI TV HIV AIDS COVID DNA GPS PCR VAT IPO PDF FAQ SUV CCTV CV PPE AI IT PR HR VIP USD EUR'.split(
    ' ',
  ),
)

const OFFICE = /^(minister|ministers|secretary|secretaries|commissioner)$/i

/** Whether a span that the tagger takes for an organization is a thing ("ATM") or what somebody is minister of. */
export function isNoOrganization({ segment: { tokens }, from, to }: Tagged): boolean {
  if (to - from === 1 && THINGS.has(tokens[from]!.word.text)) return true
  if ((tokens[from]!.word.flags & MODIFIER) === 0) return false
  const link = tokens[from - 1]?.word.lower === 'the' ? from - 2 : from - 1
  const isLinked = /^(of|for)$/.test(tokens[link]?.word.lower ?? '')
  if (isLinked && OFFICE.test(tokens[link - 1]?.word.text ?? '')) return true
  return to - from === 1 && /^(Minister|Ministers|Secretary)$/.test(tokens[to]?.word.text ?? '')
}
