import {
  ALL_CAPS,
  CAPITAL,
  COMMON,
  GIVEN,
  HEAD,
  LEGAL,
  MODIFIER,
  OF_HEAD,
  POSSESSIVE,
  ROLE,
  STATE_BODY,
} from '../../text/flags.ts'
import { isNoOrganization } from './no-organizations.ts'
import type { Segment } from '../../text/segment.ts'
import { initials } from '../organizations/short-forms.ts'
import type { Tagged } from '../candidate.ts'

/** A span of the tagger by what it joins: two names side by side, or a name and words that are no part of it. */
export function separated(name: Tagged): Tagged[] {
  if (name.kind === null) return [name]
  const own = pastLead(name)
  if (own.kind === 'organization' && isNoOrganization(own)) return [{ ...own, kind: null }]
  if (own.to - own.from < 2) return [own]
  return withoutOffice(own) ?? ownedPlace(own) ?? withoutPlace(own) ?? withAcronym(own) ?? [own]
}

/** Past words that only lead to a name: "Will | CDB", "NGO | Green Steppe", "Executive Director | African Energy Foundation". */
function pastLead(name: Tagged): Tagged {
  const { segment, from, to, kind } = name
  if (to - from < 2) return name
  if (isQuestion(segment, from, to)) {
    const isShort = to - from === 2 && (segment.tokens[to - 1]!.word.flags & ALL_CAPS) !== 0
    return { ...name, from: from + 1, kind: isShort ? 'organization' : kind }
  }
  if (kind !== 'organization') return name
  const start = pastOffice(segment, from, to)
  return start === from ? name : { ...name, from: start }
}

/** "Will CDB pay?": a verb before a name, not somebody's given name. */
function isQuestion({ tokens }: Segment, from: number, to: number): boolean {
  const { text } = tokens[from]!.word
  if (!AUXILIARY.test(text)) return false
  if (text !== 'Will') return true
  return (tokens[from + 1]!.word.flags & ALL_CAPS) !== 0 && to - from === 2
}

const AUXILIARY =
  /^(Will|Would|Can|Could|Should|Shall|Must|Did|Does|Do|Is|Are|Was|Were|Has|Have|Had)$/

function pastOffice({ tokens }: Segment, from: number, to: number): number {
  let at = from
  while (at < to && tokens[at]!.word.flags & MODIFIER) at++
  const isLead = at < to - 2 && isOffice(tokens[at]!.word.flags)
  if (isLead && tokens[at + 1]!.word.flags & CAPITAL) return at + 1
  return /^NGOs?$/.test(tokens[from]!.word.text) && to - from > 2 ? from + 1 : from
}

/** "African Union | Commissioner for Trade": a known body, and who speaks for it. */
function withoutOffice(name: Tagged): Tagged[] | null {
  const { segment, from, to, kind } = name
  const mark = segment.marks[from]
  if (kind !== 'organization' || mark?.from !== from || mark.entry.kind !== 'organization')
    return null
  for (let at = mark.to; at < to; at++) {
    const { flags } = segment.tokens[at]!.word
    if (isOffice(flags)) return [{ ...name, to: mark.to }]
    if ((flags & MODIFIER) === 0) return null
  }
  return null
}

/** No "Dean Witter", no "Executive Commission". */
const isOffice = (flags: number) => (flags & (ROLE | HEAD | MODIFIER | GIVEN)) === ROLE

/** "Hespera's | Ghana" */
function ownedPlace(name: Tagged): Tagged[] | null {
  const { segment, to } = name
  const mark = segment.marks[to - 1]
  if (!mark || mark.to !== to || mark.from < name.from + 2 || !isPlace(mark.entry.kind)) return null
  if ((segment.tokens[mark.from - 1]!.word.flags & POSSESSIVE) === 0) return null
  return [
    { ...name, to: mark.from - 1 },
    { ...name, from: mark.from, kind: 'place', via: 'rule' },
  ]
}

/** "Acme Shipping | of Lisbon", but "Bank of Georgia", "Ford Motor Co of Canada", "United Steelworkers of America". */
function withoutPlace(name: Tagged): Tagged[] | null {
  const { segment, from, to } = name
  const { tokens, marks } = segment
  const mark = marks[to - 1]
  if (!mark || mark.to !== to || !isPlace(mark.entry.kind)) return null
  const end = mark.from - 1
  if (end <= from || tokens[end]!.word.lower !== 'of') return null
  if (name.kind === 'place' && BODY.test(tokens[end - 1]!.word.text)) {
    return [{ ...name, kind: 'organization' }]
  }
  const kind = kindOf(name, end)
  if (!kind) return null
  return [
    { ...name, to: end, kind },
    { ...name, from: mark.from, kind: 'place', via: 'rule' },
  ]
}

/** "Bank of Georgia" is no place. */
const BODY =
  /^(Bank|University|Ministry|Department|Party|Union|Federation|Association|Council|Commission|Committee|Society|Agency|Chamber)$/

/** What stands before "of Portugal", if it is a name of its own. */
function kindOf({ segment: { tokens }, from, kind }: Tagged, end: number): Tagged['kind'] {
  const { flags, lower } = tokens[end - 1]!.word
  if (flags & (OF_HEAD | LEGAL | STATE_BODY)) return null
  const isFirm = end - from > 1 && (flags & HEAD) !== 0
  if (kind === 'organization')
    return isFirm || ((flags & COMMON) === 0 && !lower.endsWith('s')) ? kind : null
  if (kind !== 'place') return null
  if (isFirm) return 'organization'
  return end - from > 1 && tokens[from]!.word.flags & GIVEN ? 'person' : null
}

const isPlace = (kind: string) => kind === 'country' || kind === 'capital' || kind === 'place'

/** "Economic Cooperation Fund | ECF" */
function withAcronym(name: Tagged): Tagged[] | null {
  const { segment, from, to, kind } = name
  const { flags, text } = segment.tokens[to - 1]!.word
  if (kind !== 'organization' || to - from < 4 || (flags & ALL_CAPS) === 0) return null
  if (initials(segment, from, to - 1) !== text) return null
  return [
    { ...name, to: to - 1 },
    { ...name, from: to - 1 },
  ]
}
