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
  return end > lo && isOrganizationAhead(tokens, lo, end, hi) ? lo : end
}

/** "General Motors", "Justice Department", "General Accounting Office": no title, but an organization's first word. */
function isOrganizationAhead(
  tokens: Segment['tokens'],
  lo: number,
  end: number,
  hi: number,
): boolean {
  const first = tokens[lo]!.word.flags
  const reach = end === lo + 1 && first & (MODIFIER | HONORIFIC) ? Math.min(hi, end + 3) : end + 1
  for (let i = end; i < reach && i < hi; i++) {
    const { flags } = tokens[i]!.word
    if (flags & GIVEN || flags & ROLE) return false
    if (flags & (HEAD | LEGAL)) return true
  }
  return false
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
  let hasOffice = false
  for (let i = at - 1; i >= last; i--) {
    const { flags, lower } = tokens[i]!.word
    if (lower === 'of') return hasOffice && i > 0 && endsRole(tokens, i)
    if (lower === 'the' || lower === 'and') continue
    if (!marks[i] && (flags & CAPITAL) === 0) return false
    if (!marks[i] && (flags & (COMMON | MODIFIER)) === 0) return false
    hasOffice = true
  }
  return false
}

function endsRole(tokens: Segment['tokens'], of: number): boolean {
  const { flags } = tokens[of - 1]!.word
  return (flags & ROLE) !== 0 && (flags & GIVEN) === 0
}
