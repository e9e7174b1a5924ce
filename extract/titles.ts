import {
  CAPITAL,
  COMMON,
  GIVEN,
  HEAD,
  HONORIFIC,
  INITIAL,
  LEGAL,
  LOWER_CASE,
  MODIFIER,
  ROLE,
} from './flags.ts'
import type { Segment } from './segment.ts'

/** Past the titles and functions that begin at `lo` ("Deputy Foreign Minister", "Maj. Gen."); `lo` if none does. */
export function titleEnd({ tokens, marks }: Segment, lo: number, hi: number): number {
  let end = lo
  for (let i = lo; i < hi; i++) {
    const { flags } = tokens[i]!.word
    if ((flags & (ROLE | HONORIFIC | MODIFIER)) === 0 || marks[i]?.entry.kind === 'organization')
      break
    if ((flags & (ROLE | HONORIFIC)) === 0) continue
    if ((flags & GIVEN) !== 0 && !isTitleHere(flags, tokens[i + 1]?.word.flags ?? 0)) break
    end = i + 1
  }
  const next = end < hi ? tokens[end]!.word.flags : 0
  if (end > lo && next & (HEAD | LEGAL) && !(next & GIVEN)) return lo
  return end
}

/** "Dean" and "Earl" are given names too: titles only where a name of two words would not come out otherwise. */
function isTitleHere(flags: number, next: number): boolean {
  return (flags & GIVEN) === 0 || (next & (GIVEN | INITIAL)) !== 0
}

/** Whether a function or honorific stands right before `at`, in any case: "analyst", "Mr.", "the foreign minister". */
export function isTitled({ tokens, marks }: Segment, at: number): boolean {
  const before = tokens[at - 1]
  if (!before) return false
  const { flags } = before.word
  if (flags & HONORIFIC && flags & CAPITAL) return true
  if (flags & ROLE) return (flags & LOWER_CASE) !== 0 || (flags & GIVEN) === 0
  return isAfterOffice(tokens, marks, at)
}

const OFFICE_WORDS = 6

/** "President of Azerbaijan", "Secretary of State", "Chancellor of the Exchequer" right before `at`. */
function isAfterOffice(tokens: Segment['tokens'], marks: Segment['marks'], at: number): boolean {
  const last = Math.max(0, at - OFFICE_WORDS)
  for (let i = at - 1; i >= last; i--) {
    const { flags, lower } = tokens[i]!.word
    if (lower === 'of')
      return i < at - 1 && (tokens[i - 1]?.word.flags ?? 0) !== 0 && endsRole(tokens, i)
    const isPart = marks[i] || lower === 'the' || lower === 'and' || flags & (COMMON | MODIFIER)
    if (!isPart && !PORTFOLIO_OWNERS.has(lower)) return false
  }
  return false
}

const PORTFOLIO_OWNERS = new Set(['exchequer', 'staff', 'affairs', 'duchy', 'lancaster'])

function endsRole(tokens: Segment['tokens'], of: number): boolean {
  const { flags } = tokens[of - 1]!.word
  return (flags & ROLE) !== 0 && (flags & GIVEN) === 0
}
