import { ALL_CAPS, FUNCTION, COMMON, GIVEN, HONORIFIC, ROLE, MODIFIER, SURNAME } from './flags.ts'
import { roleStart } from './office-start.ts'
import { isNameWord, runEnd } from './runs.ts'
import type { Segment } from './segment.ts'

/** "of England", "of Foreign Affairs", "for Economic Cooperation and Development" behind a head; `at` if nothing follows. */
export function extension(segment: Segment, at: number): number {
  const { tokens } = segment
  const link = tokens[at]?.word.lower
  if (link !== 'of' && link !== 'for' && link !== 'on') return at
  const from = tokens[at + 1]?.word.lower === 'the' ? at + 2 : at + 1
  if (!isNameWord(segment, from) || isPersonAt(segment, from)) return at
  const end = pieceEnd(segment, from)
  if (end === from) return at
  return andEnd(segment, from, isList(segment, at) ? listEnd(segment, end) : end)
}

/** "the Mountain League of | Jane Petrova" */
function isPersonAt({ tokens, marks }: Segment, at: number): boolean {
  if (marks[at]) return false
  return (
    (tokens[at]!.word.flags & GIVEN) !== 0 || ((tokens[at + 1]?.word.flags ?? 0) & SURNAME) !== 0
  )
}

/** Whether the head before `at` is a ministry, whose name may be a list. */
function isList({ tokens }: Segment, at: number): boolean {
  return /^(ministry|department)$/.test(tokens[at - 1]!.word.lower)
}

/** "(Ministry of) Gender, Labour | and Social Development": the last comma piece that "and" follows. */
function listEnd(segment: Segment, end: number): number {
  const { tokens, marks } = segment
  let last = end
  while (tokens[last]?.word.text === ',' && isNameWord(segment, last + 1) && !marks[last + 1]) {
    if (!isPortfolioNoun(tokens[last + 1]!.word.flags)) return end
    last = runEnd(segment, last + 1)
  }
  return tokens[last]?.word.lower === 'and' ? last : end
}

function isPortfolioNoun(flags: number): boolean {
  return (flags & (COMMON | MODIFIER)) !== 0 && (flags & (ROLE | HONORIFIC | GIVEN)) === 0
}

/** As far as the run goes without a function or another organization's head in between. */
function pieceEnd(segment: Segment, from: number): number {
  const hi = runEnd(segment, from)
  const mark = segment.marks[from]
  if (mark?.from === from && mark.entry.kind !== 'none' && mark.entry.kind !== 'demonym')
    return mark.to
  const role = roleStart(segment, from, hi)
  if (role > from) return Math.min(role, from + 4)
  return isPortfolio(segment, from) ? Math.min(hi, from + 3) : from
}

/** "Foreign Affairs", "Finance": function words that are the whole of what follows "Ministry of". */
function isPortfolio({ tokens }: Segment, at: number): boolean {
  const { flags } = tokens[at]!.word
  return (flags & MODIFIER) !== 0 && (flags & ROLE) === 0
}

/** "Culture and Tourism": goes on if plain nouns stand on both sides. */
function andEnd(segment: Segment, from: number, end: number): number {
  const { tokens, marks } = segment
  if (tokens[end]?.word.lower !== 'and' || !isNameWord(segment, end + 1)) return end
  const { flags } = tokens[end + 1]!.word
  const isNoun = (flags & (COMMON | MODIFIER)) !== 0 && (flags & (ALL_CAPS | FUNCTION)) === 0
  const isOther = (flags & (GIVEN | HONORIFIC)) !== 0 || marks[end + 1] || marks[from]
  if (!isNoun || isOther || flags & ROLE) return end
  return Math.min(runEnd(segment, end + 1), end + 5)
}
