import type { Candidate, TaggedSpan } from './candidate.ts'
import { CAPITAL, COMMON, FUNCTION_WORD, GIVEN_NAME, ORG_HEAD, OF_HEAD } from '../../text/flags.ts'
import { NAMESAKES } from '../../gazetteer/lexicon/bodies.ts'
import { isNameWord } from './capital-runs.ts'
import type { Segment } from '../../text/segment.ts'

/** Confidence of a name supported only by its last word. */
const CONFIDENCE = 0.6

/** Adds names that the tagger missed and that end with an organization's head: "Hespera Biologics". */
export function addHeadedRuns(segment: Segment, names: TaggedSpan[]): TaggedSpan[] {
  if (segment.style !== 'prose') return names
  const { tokens } = segment
  const found: Candidate[] = []
  let next = 0
  for (let at = 1; at < tokens.length; at++) {
    while (next < names.length && names[next]!.to <= at) next++
    const { flags } = tokens[at]!.word
    if ((flags & (ORG_HEAD | CAPITAL)) !== (ORG_HEAD | CAPITAL) || !isEnd(segment, at)) continue
    const low = names[next - 1]?.to ?? 0
    if (names[next] && names[next]!.from <= at) continue
    const from = runStart(segment, at, low)
    if (from < at)
      found.push({
        segment,
        from,
        to: at + 1,
        kind: 'organization',
        via: 'rule',
        confidence: CONFIDENCE,
      })
  }
  if (found.length === 0) return names
  return [...names, ...found].sort((a, b) => a.from - b.from)
}

function isEnd(segment: Segment, at: number): boolean {
  const { flags, lower } = segment.tokens[at]!.word
  return (flags & OF_HEAD) === 0 && !NAMESAKES.has(lower) && !isNameWord(segment, at + 1)
}

/** Start of the run before `at`, if its first word can only be a name; otherwise `at`. */
function runStart(segment: Segment, at: number, low: number): number {
  const { tokens, matches } = segment
  let from = at
  while (from > low && isNameWord(segment, from - 1)) from--
  const { flags } = tokens[from]!.word
  return from < at && !matches[from] && (flags & (COMMON | FUNCTION_WORD | GIVEN_NAME)) === 0
    ? from
    : at
}
