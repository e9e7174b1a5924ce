import { addCalendarPeople } from './calendar-people.ts'
import type { Candidate, TaggedSpan } from './spans/candidate.ts'
import { SpanSet } from './spans/span-set.ts'
import type { Document } from '../text/document.ts'
import { addFirms } from './organizations/firm-names.ts'
import { splitThings } from './organizations/things.ts'
import { retypeFirms } from './organizations/retype-firms.ts'
import { addBareBodies } from './spans/bare-bodies.ts'
import { addHeadedRuns } from './spans/headed-runs.ts'
import { addLedBodies } from './spans/led-bodies.ts'
import { alignForms } from './align-forms.ts'
import { dropHeadlineRuns } from './headline-runs.ts'
import type { Segment } from '../text/segment.ts'
import { readTaggedSpans } from './read-tagged-spans.ts'
import type { TaggedName } from '../tagger/tagger.ts'

export interface Candidates {
  /** In text order, without overlaps. */
  names: Candidate[]
  /** Names of events, works and peoples; names inside them are not separate mentions. */
  misc: SpanSet<TaggedSpan>
}

/** The candidates of an article: tagged names, corrected by rules, plus firms that the tagger missed. */
export function readCandidates(
  document: Document,
  segments: Segment[],
  found: TaggedName[],
): Candidates {
  const tagged = readTaggedSpans(segments, found)
  const misc = new SpanSet<TaggedSpan>()
  const surnames = surnamesOf(tagged)
  const candidates: Candidate[] = []
  let at = 0
  for (const segment of segments) {
    const from = at
    while (at < tagged.length && tagged[at]!.segment === segment) at++
    const spans = addCalendarPeople(segment, tagged.slice(from, at))
    const own = addLedBodies(
      segment,
      surnames,
      addBareBodies(segment, addHeadedRuns(segment, spans)),
    )
    for (const name of addFirms(document, segment, own)) {
      if (isCandidate(name)) candidates.push(name)
      else misc.add(name)
    }
  }
  const { names, things } = splitThings(alignForms(dropHeadlineRuns(retypeFirms(candidates))))
  for (const thing of things) misc.add({ ...thing, kind: null })
  return { names, misc }
}

/** The last words of the people who are named in full. */
function surnamesOf(tagged: TaggedSpan[]): Set<string> {
  const people = tagged.filter(({ kind, from, to }) => kind === 'person' && to - from > 1)
  return new Set(people.map(({ segment, to }) => segment.tokens[to - 1]!.word.text))
}

function isCandidate(name: TaggedSpan): name is Candidate {
  return name.kind !== null
}
