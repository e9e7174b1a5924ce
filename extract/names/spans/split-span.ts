import {
  ALL_CAPS,
  CAPITAL,
  COMMON,
  GIVEN_NAME,
  ORG_HEAD,
  LEGAL_FORM,
  MODIFIER,
  OF_HEAD,
  POSSESSIVE,
  ROLE,
  STATE_BODY,
} from '../../text/flags.ts'
import { splitOwner } from './split-owner.ts'
import { isNotOrganization } from './not-organizations.ts'
import type { Segment } from '../../text/segment.ts'
import { initials } from './initials.ts'
import type { TaggedSpan } from './candidate.ts'

/** Splits a tagged span that joins two names, or a name and words that do not belong to it. */
export function splitSpan(name: TaggedSpan): TaggedSpan[] {
  if (name.kind === null) return [name]
  const own = pastLead(name)
  if (own.kind === 'organization' && isNotOrganization(own)) return [{ ...own, kind: null }]
  if (own.to - own.from < 2) return [own]
  return (
    withoutOffice(own) ??
    ownedPlace(own) ??
    splitOwner(own) ??
    splitLeadingPlace(own) ??
    splitWriter(own) ??
    splitMember(own) ??
    splitPlatform(own) ??
    withoutPlace(own) ??
    withAcronym(own) ?? [own]
  )
}

/** Skips words before the name: "Will | CDB", "NGO | Green Steppe", "Executive Director | African Energy Foundation". */
function pastLead(name: TaggedSpan): TaggedSpan {
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

/** Whether the first word is an auxiliary verb ("Will CDB pay?") and not a given name. */
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
  while (at < to && (tokens[at]!.word.flags & MODIFIER || ORDINAL.test(tokens[at]!.word.lower)))
    at++
  const isLead = at < to - 2 && isOffice(tokens[at]!.word.flags)
  if (isLead && tokens[at + 1]!.word.flags & CAPITAL) return at + 1
  return /^NGOs?$/.test(tokens[from]!.word.text) && to - from > 2 ? from + 1 : from
}

const ORDINAL = /^\d+(st|nd|rd|th)$/

/** Cuts a title after a gazetteer organization: "African Union | Commissioner for Trade". */
function withoutOffice(name: TaggedSpan): TaggedSpan[] | null {
  const { segment, from, to, kind } = name
  const match = segment.matches[from]
  if (kind !== 'organization' || match?.from !== from || match.entry.kind !== 'organization')
    return null
  for (let at = match.to; at < to; at++) {
    const { flags } = segment.tokens[at]!.word
    if (isOffice(flags)) return [{ ...name, to: match.to }]
    if ((flags & MODIFIER) === 0) return null
  }
  return null
}

/** Excludes "Dean Witter" and "Executive Commission". */
const isOffice = (flags: number) => (flags & (ROLE | ORG_HEAD | MODIFIER | GIVEN_NAME)) === ROLE

/** Splits a city before a gazetteer organization: "Washington | Group of Seven". */
function splitLeadingPlace(name: TaggedSpan): TaggedSpan[] | null {
  const { segment, from, to, kind } = name
  const place = segment.matches[from]
  if (
    kind !== 'organization' ||
    place?.from !== from ||
    place.to >= to ||
    !isPlace(place.entry.kind)
  )
    return null
  const body = segment.matches[place.to]
  if (body?.entry.kind !== 'organization' || body.to !== to) return null
  if (!WORLDWIDE.test(body.entry.target)) return null
  return [
    { ...name, to: place.to, kind: 'place', via: 'rule' },
    { ...name, from: place.to },
  ]
}

/** Bodies that meet in cities but have no city in their names. */
const WORLDWIDE =
  /^(Group of |World Bank|International Monetary Fund|United Nations|European |OPEC|NATO|Commonwealth)/

/** Splits a person from an employer: "Jane Roe | for The Conversation". */
function splitWriter(name: TaggedSpan): TaggedSpan[] | null {
  const { segment, from, to, kind } = name
  const first = segment.tokens[from]!.word.flags
  if (kind !== 'organization' || (first & (GIVEN_NAME | COMMON)) !== GIVEN_NAME) return null
  for (let at = from + 2; at < Math.min(to - 1, from + 4); at++) {
    const { lower } = segment.tokens[at]!.word
    if (!/^(for|at|of)$/.test(lower)) continue
    if (segment.tokens[at - 1]!.word.flags & (COMMON | ORG_HEAD)) return null
    const start = segment.tokens[at + 1]!.word.text === 'the' ? at + 2 : at + 1
    const person = { ...name, to: at, kind: 'person' as const }
    return start < to ? [person, { ...name, from: start }] : [person]
  }
  return null
}

/** Splits a body from one of its people ("CAM | Hector Roe") and cuts off an office ("Ichilov | CEO"). */
function splitMember(name: TaggedSpan): TaggedSpan[] | null {
  const { segment, from, to, kind } = name
  if (kind !== 'organization') return null
  const words = segment.tokens.slice(from, to).map(({ word }) => word)
  if (TITLES.test(words.at(-1)!.text)) return [{ ...name, to: to - 1 }]
  const [first, given, ...surnames] = words
  const isPerson =
    surnames.length > 0 &&
    (first!.flags & ALL_CAPS) !== 0 &&
    (given!.flags & (GIVEN_NAME | COMMON)) === GIVEN_NAME &&
    surnames.every(
      ({ flags }) => flags & CAPITAL && (flags & (COMMON | ORG_HEAD | LEGAL_FORM)) === 0,
    )
  if (!isPerson) return null
  return [
    { ...name, to: from + 1 },
    { ...name, from: from + 1, kind: 'person' },
  ]
}

const TITLES = /^(CEO|CFO|COO|CTO|MP|MPs|MLA|MLAs|MEP|MEPs|PM)$/

/** Splits a body from its channel on a platform: "NSTF | YouTube". */
function splitPlatform(name: TaggedSpan): TaggedSpan[] | null {
  const { segment, to, kind } = name
  if (kind !== 'organization' || !SITES.test(segment.tokens[to - 1]!.word.text)) return null
  return [
    { ...name, to: to - 1 },
    { ...name, from: to - 1 },
  ]
}

const SITES = /^(YouTube|Facebook|Twitter|Instagram|TikTok|Telegram|Google|LinkedIn|WhatsApp)$/

/** Splits an owner and its place: "Hespera's | Ghana". */
function ownedPlace(name: TaggedSpan): TaggedSpan[] | null {
  const { segment, to } = name
  const match = segment.matches[to - 1]
  if (!match || match.to !== to || match.from < name.from + 2 || !isPlace(match.entry.kind))
    return null
  if ((segment.tokens[match.from - 1]!.word.flags & POSSESSIVE) === 0) return null
  return [
    { ...name, to: match.from - 1 },
    { ...name, from: match.from, kind: 'place', via: 'rule' },
  ]
}

/** Splits "Acme Shipping | of Lisbon", but not "Bank of Georgia", "Ford Motor Co of Canada" or "United Steelworkers of America". */
function withoutPlace(name: TaggedSpan): TaggedSpan[] | null {
  const { segment, from, to } = name
  const { tokens, matches } = segment
  const match = matches[to - 1]
  if (!match || match.to !== to || !isPlace(match.entry.kind)) return null
  const end = match.from - 1
  if (end <= from || tokens[end]!.word.lower !== 'of') return null
  if (name.kind === 'place' && BODY.test(tokens[end - 1]!.word.text)) {
    return [{ ...name, kind: 'organization' }]
  }
  const kind = kindOf(name, end)
  if (!kind) return null
  return [
    { ...name, to: end, kind },
    { ...name, from: match.from, kind: 'place', via: 'rule' },
  ]
}

/** Heads that make "X of Y" an organization even if tagged as a place. */
const BODY =
  /^(Bank|University|Ministry|Department|Party|Union|Federation|Association|Council|Commission|Committee|Society|Agency|Chamber)$/

/** Kind of the part before "of Portugal"; null if it is not a name by itself. */
function kindOf({ segment: { tokens }, from, kind }: TaggedSpan, end: number): TaggedSpan['kind'] {
  const { flags, lower } = tokens[end - 1]!.word
  if (flags & (OF_HEAD | LEGAL_FORM | STATE_BODY)) return null
  const isFirm = end - from > 1 && (flags & ORG_HEAD) !== 0
  if (kind === 'organization')
    return isFirm || ((flags & COMMON) === 0 && !lower.endsWith('s')) ? kind : null
  if (kind !== 'place') return null
  if (isFirm) return 'organization'
  return end - from > 1 && tokens[from]!.word.flags & GIVEN_NAME ? 'person' : null
}

const isPlace = (kind: string) => kind === 'country' || kind === 'capital' || kind === 'place'

/** Splits a name and its acronym: "Economic Cooperation Fund | ECF". */
function withAcronym(name: TaggedSpan): TaggedSpan[] | null {
  const { segment, from, to, kind } = name
  const { flags, text } = segment.tokens[to - 1]!.word
  if (kind !== 'organization' || to - from < 4 || (flags & ALL_CAPS) === 0) return null
  if (initials(segment, from, to - 1) !== text) return null
  return [
    { ...name, to: to - 1 },
    { ...name, from: to - 1 },
  ]
}
