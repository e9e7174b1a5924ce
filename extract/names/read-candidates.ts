import { withCalendarPeople } from './calendar-people.ts'
import type { Candidate, Tagged } from './candidate.ts'
import { Cover } from './span-set.ts'
import type { Document } from '../text/document.ts'
import { withFirms } from './organizations/firm-names.ts'
import { retypeFirms } from './organizations/firm-people.ts'
import { withHeadedRuns } from './spans/headed-runs.ts'
import { byOtherForms } from './forms-of-document.ts'
import { withoutHeadlineRuns } from './headline-runs.ts'
import type { Segment } from '../text/segment.ts'
import { taggedNames } from './spans/tagged-names.ts'
import type { TaggedName } from '../tagger/tagger.ts'

export interface Candidates {
  /** In the order of the text, none over another. */
  found: Candidate[]
  /** Names of events, works and peoples, by their places: what stands inside of them is no name of its own. */
  others: Cover<Tagged>
}

/** What the words of an article say is a name, by what a tagger found in some of its sentences. */
export function readCandidates(
  document: Document,
  segments: Segment[],
  names: TaggedName[],
): Candidates {
  const tagged = taggedNames(segments, names)
  const others = new Cover<Tagged>()
  const found: Candidate[] = []
  let at = 0
  for (const segment of segments) {
    const from = at
    while (at < tagged.length && tagged[at]!.segment === segment) at++
    const own = withHeadedRuns(segment, withCalendarPeople(segment, tagged.slice(from, at)))
    for (const name of withFirms(document, segment, own)) {
      if (isCandidate(name)) found.push(name)
      else others.add(name)
    }
  }
  return { found: byOtherForms(withoutHeadlineRuns(retypeFirms(found))), others }
}

function isCandidate(name: Tagged): name is Candidate {
  return name.kind !== null
}
