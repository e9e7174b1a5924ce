import { readDefinitions } from './acronyms.ts'
import {
  ALL_CAPS,
  COMMON,
  FUNCTION,
  GIVEN,
  HEAD,
  INITIAL,
  LEGAL,
  MODIFIER,
  OF_HEAD,
  ROLE,
} from './flags.ts'
import type { Document } from './document.ts'
import { NAMESAKES, NO_BODIES } from './lexicon/bodies.ts'
import { ADJECTIVES } from './lexicon/function-words.ts'
import { type Name, written } from './name.ts'
import { isGeneric, isStateBody } from './organization-span.ts'
import type { Candidate } from './read-names.ts'
import type { Segment } from './segment.ts'
import { bodyName, ownedName, ownEnd, ownerOf } from './state-body.ts'

/** The organizations of an article, and by which short forms it calls them. */
export interface Organizations {
  names: Name[]
  /** Full name by short form; null where two share it. */
  short: Map<string, string | null>
}

/** Gives each candidate the name that its organization has everywhere, and learns its short forms. */
export function resolveOrganizations(document: Document, candidates: Candidate[]): Organizations {
  const owners = new Map<string, Set<string>>()
  const drafts = candidates.map((candidate) => draft(candidate))
  for (const { body, owner } of drafts) {
    if (body && owner) owners.set(body, (owners.get(body) ?? new Set()).add(owner))
  }
  const names = drafts.map(({ name, body, owner }) => {
    if (!body) return isAnybody(name) ? { ...name, resolved: false, confidence: 0.5 } : name
    const only = owner ?? onlyOne(owners.get(body))
    return only
      ? { ...name, full: ownedName(body, only) }
      : { ...name, resolved: false, confidence: 0.5 }
  })
  const likely = likelyShortForms(names, document.called)
  const linked = names.map((name) => linkedTo(name, likely))
  const defined = defineAcronyms(document, linked)
  return {
    names: [...new Set([...linked, ...defined.map(({ name }) => name)])],
    short: new Map([...likely, ...sureShortForms(linked, defined)]),
  }
}

/** A single word found as an organization is the longer name's short form if one stands in the article. */
function linkedTo(name: Name, likely: Map<string, string | null>): Name {
  if (name.via !== 'rule' || name.to - name.from > 1) return name
  const full = likely.get(name.full)
  return full ? { ...name, full, via: 'acronym' } : name
}

/** Forms that leave no doubt: "Mobil" for "Mobil Corp", though a "Mobil Chemical Co" stands beside it. */
function sureShortForms(names: Name[], defined: Defined[]): Map<string, string | null> {
  const sure = new Map<string, string | null>()
  for (const { name, form } of defined) learn(sure, form, name.full)
  for (const name of names) for (const form of sureForms(name)) learn(sure, form, name.full)
  return sure
}

/** Forms that are theirs unless somebody else is called so. */
function likelyShortForms(names: Name[], called: Set<string>): Map<string, string | null> {
  const likely = new Map<string, string | null>()
  for (const name of names) {
    for (const form of likelyForms(name)) if (!called.has(form)) learn(likely, form, name.full)
  }
  return likely
}

interface Defined {
  name: Name
  /** Its acronym. */
  form: string
}

/** "Executive Committee", "Supreme Council": every country has one, so that the name says nothing elsewhere. */
function isAnybody({ segment, from, to, via }: Name): boolean {
  const [first, last] = segment.tokens.slice(from, to).map(({ word }) => word)
  if (via === 'gazetteer' || to - from !== 2 || !(last!.flags & OF_HEAD)) return false
  if (/^(party|movement|bank|trust|exchange|fund)$/.test(last!.lower)) return false
  return (first!.flags & MODIFIER) !== 0 || GENERAL.has(first!.lower)
}

const GENERAL = new Set(ADJECTIVES)

interface Draft {
  name: Name
  /** A body of a state without its state ("Foreign Ministry"), if it is one. */
  body: string | null
  owner: string | null
}

function draft({ segment, from, to }: Candidate): Draft {
  const start = ownStart(segment, from, to)
  const end = isStateBody(segment, start, to) ? ownEnd(segment, start, to) : to
  const name = nameOf(segment, start, end)
  const isBody = name.via === 'rule' && isState(segment, start, end)
  if (!isBody) return { name, body: null, owner: null }
  const body = bodyName(segment, start, end)
  return { name: { ...name, full: body }, body, owner: ownerOf(segment, start, end) }
}

function nameOf(segment: Segment, from: number, to: number): Name {
  const mark = segment.marks[from]
  const isKnown = mark?.entry.kind === 'organization' && mark.to >= lastOwnWord(segment, from, to)
  return {
    segment,
    from,
    to,
    kind: 'organization',
    full: isKnown ? mark.entry.target : written(segment, from, to).replace(/\.$/, ''),
    resolved: true,
    via: isKnown ? 'gazetteer' : 'rule',
    confidence: isKnown ? 0.95 : 0.85,
  }
}

/** The end of a span without its legal forms. */
function lastOwnWord({ tokens }: Segment, from: number, to: number): number {
  while (to > from + 1 && (tokens[to - 1]!.word.flags & LEGAL || tokens[to - 1]!.word.text === ','))
    to--
  return to
}

/** Past a nationality before a body of a state, which is a mention of its own: "Armenian | Foreign Ministry". */
function ownStart(segment: Segment, from: number, to: number): number {
  const mark = segment.marks[from]
  if (!mark || mark.to >= to) return isPrefixed(segment, from) ? from + 1 : from
  const isNation = mark.entry.kind === 'country' || mark.entry.kind === 'demonym'
  return isNation && isState(segment, mark.to, to) ? mark.to : from
}

/** Known names that begin with their state: "U.S. | State Department". */
function isPrefixed({ tokens, marks }: Segment, from: number): boolean {
  const { text } = tokens[from]!.word
  return (text === 'U.S.' || text === 'US') && marks[from]?.entry.kind === 'organization'
}

function isState(segment: Segment, from: number, to: number): boolean {
  if (!isGeneric(segment, from, ownEnd(segment, from, to))) return false
  return (
    isStateBody(segment, from, to) || /^(Central|National) Bank$/.test(written(segment, from, to))
  )
}

function onlyOne(owners: Set<string> | undefined): string | null {
  return owners?.size === 1 ? [...owners][0]! : null
}

function learn(short: Map<string, string | null>, form: string, full: string): void {
  const known = short.get(form)
  short.set(form, known === undefined || known === full ? full : null)
}

/** Short forms in brackets; a long form that is no candidate yet becomes one. */
function defineAcronyms(document: Document, names: Name[]): Defined[] {
  const bySegment = Map.groupBy(names, ({ segment }) => segment)
  return document.body.flatMap(readDefinitions).flatMap(({ segment, from, to, short }) => {
    if (segment.tokens.slice(from, to).some(({ word }) => word.flags & ROLE)) return []
    const known = bySegment.get(segment)?.find((name) => name.to === to)
    if (known) return [{ name: known, form: short }]
    if (to - from < 2 || !isBody(segment, from, to, short)) return []
    return [{ name: { ...nameOf(segment, from, to), via: 'rule' as const }, form: short }]
  })
}

/** Not the long form of a tax or an index: a head stands in it, or its initials are the short form. */
function isBody(segment: Segment, from: number, to: number, short: string): boolean {
  const { tokens, marks } = segment
  const last = tokens[to - 1]!.word.flags
  if (last & (HEAD | LEGAL)) return true
  if (marks[from]?.entry.kind === 'country' || marks[to - 1]?.entry.kind === 'place') return false
  if (NO_BODIES.has(tokens[to - 1]!.word.lower)) return false
  if (tokens[from]!.word.flags & HEAD && tokens[from + 1]!.word.lower === 'of') return true
  return initials(segment, from, to) === short
}

/** "Dome Petroleum" for "Dome Petroleum Ltd", and its initials. */
function sureForms({ segment, from, to, resolved, full, via }: Name): string[] {
  if (!resolved || via === 'acronym') return []
  const end = lastOwnWord(segment, from, to)
  const isCountry = segment.marks[from]?.to === end && segment.marks[from].entry.kind === 'country'
  const forms = isCountry ? [] : [written(segment, from, end)]
  if (end - from >= 2) forms.push(initials(segment, from, end), initials(segment, from, to))
  return [full, ...forms].filter((form) => form.length > 1)
}

/** "Dome" for "Dome Petroleum Ltd": its own first word, or all but the heads at its end. */
function likelyForms({ segment, from, to, resolved, full, via }: Name): string[] {
  if (!resolved || via === 'gazetteer' || to - from < 2) return []
  const { tokens } = segment
  let head = lastOwnWord(segment, from, to)
  const last = tokens[head - 1]!.word
  if (head === to && (last.flags & OF_HEAD || NAMESAKES.has(last.lower))) return []
  while (head > from + 1 && tokens[head - 1]!.word.flags & HEAD) head--
  const forms: string[] = []
  const isPlace = segment.marks[from]?.to === head
  if (!isPlace && (tokens[head - 1]!.word.flags & COMMON) === 0)
    forms.push(written(segment, from, head))
  if (isTelling(segment, from)) forms.push(tokens[from]!.word.text)
  return forms.filter((form) => form.length > 2 && form !== full)
}

function initials({ tokens }: Segment, from: number, to: number): string {
  let letters = ''
  for (let i = from; i < to; i++) {
    const { text, flags } = tokens[i]!.word
    if ((flags & FUNCTION) === 0 && text !== '&') letters += text.charAt(0)
  }
  return /^\p{Lu}{3,}$/u.test(letters) ? letters : ''
}

/** Whether a first word alone may stand for the whole: no common word, no place, no given name. */
function isTelling({ tokens, marks }: Segment, at: number): boolean {
  const { flags, text } = tokens[at]!.word
  if (marks[at] || text.length < 3) return false
  return (flags & (COMMON | FUNCTION | GIVEN | INITIAL)) === 0 || (flags & ALL_CAPS) !== 0
}
