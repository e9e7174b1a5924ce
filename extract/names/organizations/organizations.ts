import { readDefinitions } from './acronyms.ts'
import type { Document } from '../../text/document.ts'
import { MODIFIER, OF_HEAD } from '../../text/flags.ts'
import { ADJECTIVES } from '../../gazetteer/lexicon/function-words.ts'
import { type Name, written } from '../name.ts'
import type { Candidate } from '../candidate.ts'
import { nameOf } from './organization-name.ts'
import type { Segment } from '../../text/segment.ts'
import { defineAcronyms, otherShortForms, sureShortForms, likelyShortForms } from './short-forms.ts'
import { isGeneric, isStateBody, bodyName, ownedName, ownEnd, ownerOf } from './state-body.ts'

/** The organizations of an article, and by which short forms it calls them. */
export interface Organizations {
  names: Name[]
  /** Full name by short form; null where two share it. */
  short: Map<string, string | null>
}

/** Gives each candidate the name that its organization has everywhere, and learns its short forms. */
export function resolveOrganizations(document: Document, candidates: Candidate[]): Organizations {
  const definitions = document.body.flatMap(readDefinitions)
  const others = otherShortForms(definitions)
  const owners = new Map<string, Set<string>>()
  const drafts = candidates
    .filter(({ segment, from, to }) => others.size === 0 || !others.has(written(segment, from, to)))
    .map(draft)
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
  const defined = defineAcronyms(definitions, linked)
  const sure = sureShortForms(linked, defined)
  return {
    names: [...new Set([...linked, ...defined.map(({ name }) => name)])].map((name) =>
      linkedTo(name, sure),
    ),
    short: new Map([...likely, ...sure]),
  }
}

/** A single word found as an organization is the longer name's short form if one stands in the article. */
function linkedTo(name: Name, likely: Map<string, string | null>): Name {
  if (name.via === 'gazetteer' || name.to - name.from > 1) return name
  const full = likely.get(name.full)
  return full && full !== name.full ? { ...name, full, via: 'acronym' } : name
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

function draft({ segment, from, to, via, confidence }: Candidate): Draft {
  const start = ownStart(segment, from, to)
  const end = isStateBody(segment, start, to) ? ownEnd(segment, start, to) : to
  const name = { ...nameOf(segment, start, end, via, confidence), from, to }
  const isBody = name.via !== 'gazetteer' && isState(segment, start, end)
  if (!isBody) return { name, body: null, owner: null }
  const body = bodyName(segment, start, end)
  return { name: { ...name, full: body }, body, owner: ownerOf(segment, start, end) }
}

/** Past a nationality before a body of a state, which tells whose it is: "Armenian | Foreign Ministry". */
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
