import type { Candidate, Tagged } from '../candidate.ts'
import { CAPITAL, COMMON, FUNCTION, GIVEN, HEAD, OF_HEAD } from '../../text/flags.ts'
import { NAMESAKES } from '../../gazetteer/lexicon/bodies.ts'
import { isNameWord } from '../runs.ts'
import type { Segment } from '../../text/segment.ts'

/** How sure a name is that only its last word tells of. */
const CONFIDENCE = 0.6

/** Names of a sentence with those that the tagger passed over and that end as firms do: "Hespera Biologics". */
export function withHeadedRuns(segment: Segment, names: Tagged[]): Tagged[] {
  if (segment.style !== 'prose') return names
  const { tokens } = segment
  const found: Candidate[] = []
  let next = 0
  for (let at = 1; at < tokens.length; at++) {
    while (next < names.length && names[next]!.to <= at) next++
    const { flags } = tokens[at]!.word
    if ((flags & (HEAD | CAPITAL)) !== (HEAD | CAPITAL) || !isEnd(segment, at)) continue
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

/** Back to a first word that is nothing but a name; `at` itself if there is none. */
function runStart(segment: Segment, at: number, low: number): number {
  const { tokens, marks } = segment
  let from = at
  while (from > low && isNameWord(segment, from - 1)) from--
  const { flags } = tokens[from]!.word
  return from < at && !marks[from] && (flags & (COMMON | FUNCTION | GIVEN)) === 0 ? from : at
}
