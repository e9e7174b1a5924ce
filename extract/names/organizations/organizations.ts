import { type Definition, readDefinitions } from './acronyms.ts'
import type { Document } from '../../text/document.ts'
import { ALL_CAPS, MODIFIER, OF_HEAD, POSSESSIVE, ROLE } from '../../text/flags.ts'
import { ADJECTIVES } from '../../gazetteer/lexicon/function-words.ts'
import { type Name, surfaceOf } from '../spans/name.ts'
import type { Candidate } from '../spans/candidate.ts'
import { withoutUnsupported } from './supported.ts'
import { organizationName } from './organization-name.ts'
import type { Segment } from '../../text/segment.ts'
import {
  defineAcronyms,
  definedForms,
  knownSpellings,
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
  const owned = withKnownSpellings(resolveBareHeads(document, names), definitions)
  const likely = likelyShortForms(owned, document.titled)
  const linked = owned.map((name) => expandShortForm(name, likely))
  const defined = defineAcronyms(definitions, linked)
  const sure = sureShortForms(linked, defined)
  const said = definedForms(defined)
  return {
    names: withoutUnsupported(
      [...new Set([...linked, ...defined.map(({ name }) => name)])].map((name) =>
        expandShortForm(asDefined(name, said), sure),
      ),
    ),
    short: new Map([...likely, ...sure]),
  }
}

/** Resolves a single word to the article's longer name for it. */
function expandShortForm(name: Name, likely: Map<string, string | null>): Name {
  if (name.via === 'gazetteer' || name.to - name.from > 1) return name
  const full = likely.get(name.full)
  return full && full !== name.full ? { ...name, full, via: 'acronym' } : name
}

/** An article's own definition of a short form overrides the gazetteer: its ICC may not be the court. */
function asDefined(name: Name, said: Map<string, string | null>): Name {
  if (said.size === 0 || name.to - name.from > 1) return name
  const full = said.get(surfaceOf(name.segment, name.from, name.to))
  return full && full !== name.full ? { ...name, full, via: 'acronym' } : name
}

function withKnownSpellings(names: Name[], definitions: Definition[]): Name[] {
  if (definitions.length === 0) return names
  const known = knownSpellings(definitions, names)
  if (known.size === 0) return names
  return names.map((name) => ({ ...name, full: known.get(name.full) ?? name.full }))
}

/**
 * "the Commission" is the European Commission if that is the article's only commission; a bare head without such a name
 * identifies no body and stays unresolved.
 */
function resolveBareHeads(document: Document, names: Name[]): Name[] {
  if (!names.some(isBareHead)) return names
  const byHead = new Map<string, Set<string>>()
  for (const name of names) {
    if (!name.resolved || isBareHead(name)) continue
    const head = headOf(name)
    byHead.set(head, (byHead.get(head) ?? new Set()).add(name.full))
  }
  return names.map((name) => {
    if (!isBareHead(name)) return name
    const full = soleOwner(byHead.get(headOf(name))) ?? houseOfCongress(document, name)
    if (full) return { ...name, full, resolved: true, via: 'acronym', confidence: BARE_HEAD }
    return { ...name, resolved: false, confidence: 0.5 }
  })
}

/** "House" in an article that names a Senate or Congress is the U.S. House. */
function houseOfCongress({ capitalized }: Document, { full }: Name): string | null {
  if (full !== 'House' || !(capitalized.has('Senate') || capitalized.has('Congress'))) return null
  return capitalized.has('U.S.') || capitalized.has('US') || capitalized.has('Congressional')
    ? 'U.S. House of Representatives'
    : null
}

/** Confidence of a bare head that is resolved to the only such body in the article. */
const BARE_HEAD = 0.7

function isBareHead({ segment: { tokens }, from, to, via, resolved }: Name): boolean {
  if (!resolved) return false
  const { flags } = tokens[from]!.word
  return (
    to - from === 1 && via !== 'gazetteer' && (flags & OF_HEAD) !== 0 && (flags & ALL_CAPS) === 0
  )
}

/** "Bank" of "Bank of England", "commission" of "European Commission". */
function headOf({ segment: { tokens }, from, to }: Name): string {
  const isFirst = /^(of|for)$/.test(tokens[from + 1]?.word.lower ?? '') && to - from > 2
  return tokens[isFirst ? from : to - 1]!.word.lower
}

/** "Executive Committee", "Prosecutor's Office": too generic to identify a body. */
function isGenericBody({ segment, from, to, via }: Name): boolean {
  if (via !== 'gazetteer' && isOfficeOf(segment, from, to)) return true
  const [first, last] = segment.tokens.slice(from, to).map(({ word }) => word)
  if (via === 'gazetteer' || to - from !== 2 || !(last!.flags & OF_HEAD)) return false
  if (/^(party|movement|bank|trust|exchange|fund)$/.test(last!.lower)) return false
  return (first!.flags & MODIFIER) !== 0 || GENERAL.has(first!.lower)
}

/** "Prosecutor's Office", "Magistrate's Court" */
function isOfficeOf({ tokens }: Segment, from: number, to: number): boolean {
  const [first, owner, last] = tokens.slice(from, to).map(({ word }) => word)
  if (to - from !== 3 || (owner!.flags & POSSESSIVE) === 0 || (last!.flags & OF_HEAD) === 0)
    return false
  return (first!.flags & ROLE) !== 0 || first!.lower === 'magistrate'
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
