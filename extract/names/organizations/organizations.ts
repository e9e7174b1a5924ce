import { readDefinitions } from './acronyms.ts'
import type { Document } from '../../text/document.ts'
import { MODIFIER, OF_HEAD } from '../../text/flags.ts'
import { ADJECTIVES } from '../../gazetteer/lexicon/function-words.ts'
import { type Name, surfaceOf } from '../spans/name.ts'
import type { Candidate } from '../spans/candidate.ts'
import { organizationName } from './organization-name.ts'
import type { Segment } from '../../text/segment.ts'
import {
  defineAcronyms,
  nonBodyShortForms,
  sureShortForms,
  likelyShortForms,
} from './short-forms.ts'
import { isGeneric, isStateBody, bodyName, ownedName, ownEnd, ownerOf } from './state-body.ts'

/** The organizations of an article and their short forms. */
export interface Organizations {
  names: Name[]
  /** Full name by short form; null if two organizations share it. */
  short: Map<string, string | null>
}

/** Gives each candidate the canonical name of its organization, and collects short forms. */
export function resolveOrganizations(document: Document, candidates: Candidate[]): Organizations {
  const definitions = document.body.flatMap(readDefinitions)
  const excluded = nonBodyShortForms(definitions)
  const owners = new Map<string, Set<string>>()
  const drafts = candidates
    .filter(
      ({ segment, from, to }) => excluded.size === 0 || !excluded.has(surfaceOf(segment, from, to)),
    )
    .map(toDraft)
  for (const { body, owner } of drafts) {
    if (body && owner) owners.set(body, (owners.get(body) ?? new Set()).add(owner))
  }
  const names = drafts.map(({ name, body, owner }) => {
    if (!body) return isGenericBody(name) ? { ...name, resolved: false, confidence: 0.5 } : name
    const only = owner ?? soleOwner(owners.get(body))
    return only
      ? { ...name, full: ownedName(body, only) }
      : { ...name, resolved: false, confidence: 0.5 }
  })
  const likely = likelyShortForms(names, document.titled)
  const linked = names.map((name) => expandShortForm(name, likely))
  const defined = defineAcronyms(definitions, linked)
  const sure = sureShortForms(linked, defined)
  return {
    names: [...new Set([...linked, ...defined.map(({ name }) => name)])].map((name) =>
      expandShortForm(name, sure),
    ),
    short: new Map([...likely, ...sure]),
  }
}

/** Resolves a single word to the longer name in the article that it is short for. */
function expandShortForm(name: Name, likely: Map<string, string | null>): Name {
  if (name.via === 'gazetteer' || name.to - name.from > 1) return name
  const full = likely.get(name.full)
  return full && full !== name.full ? { ...name, full, via: 'acronym' } : name
}

/** "Executive Committee", "Supreme Council": too generic to identify a body outside the article. */
function isGenericBody({ segment, from, to, via }: Name): boolean {
  const [first, last] = segment.tokens.slice(from, to).map(({ word }) => word)
  if (via === 'gazetteer' || to - from !== 2 || !(last!.flags & OF_HEAD)) return false
  if (/^(party|movement|bank|trust|exchange|fund)$/.test(last!.lower)) return false
  return (first!.flags & MODIFIER) !== 0 || GENERAL.has(first!.lower)
}

const GENERAL = new Set(ADJECTIVES)

interface Draft {
  name: Name
  /** Name of a state body without its state ("Foreign Ministry"); null for other organizations. */
  body: string | null
  owner: string | null
}

function toDraft({ segment, from, to, via, confidence }: Candidate): Draft {
  const start = ownStart(segment, from, to)
  const end = isStateBody(segment, start, to) ? ownEnd(segment, start, to) : to
  const name = { ...organizationName(segment, start, end, via, confidence), from, to }
  const isBody = name.via !== 'gazetteer' && isOwnedBody(segment, start, end)
  if (!isBody) return { name, body: null, owner: null }
  const body = bodyName(segment, start, end)
  return { name: { ...name, full: body }, body, owner: ownerOf(segment, start, end) }
}

/** Skips the nationality before a state body: "Armenian | Foreign Ministry". */
function ownStart(segment: Segment, from: number, to: number): number {
  const match = segment.matches[from]
  if (!match || match.to >= to) return isPrefixed(segment, from) ? from + 1 : from
  const isNation = match.entry.kind === 'country' || match.entry.kind === 'demonym'
  return isNation && isOwnedBody(segment, match.to, to) ? match.to : from
}

/** Gazetteer names that include their state: "U.S. | State Department". */
function isPrefixed({ tokens, matches }: Segment, from: number): boolean {
  const { text } = tokens[from]!.word
  return (text === 'U.S.' || text === 'US') && matches[from]?.entry.kind === 'organization'
}

function isOwnedBody(segment: Segment, from: number, to: number): boolean {
  if (!isGeneric(segment, from, ownEnd(segment, from, to))) return false
  return (
    isStateBody(segment, from, to) || /^(Central|National) Bank$/.test(surfaceOf(segment, from, to))
  )
}

function soleOwner(owners: Set<string> | undefined): string | null {
  return owners?.size === 1 ? [...owners][0]! : null
}
