import type { EntityKind } from '#core/article.ts'
import type { EntitySummary, GraphStore } from '#core/graph.ts'
import { MAX_NETWORK } from '#core/graph/network.ts'
import type { Network, SearchStore } from '#core/search.ts'
import { fold } from '#core/text.ts'
import { correctedName } from './did-you-mean.ts'

interface MatchStores {
  search: SearchStore
  graph: GraphStore
}

/** An entity that a name may mean; `reason` says why, as a sentence fragment. */
export interface MatchCandidate extends EntitySummary {
  reason: string
}

/** The result for one name of a list. */
export interface MatchedName {
  name: string
  /** The certain match; null if there is none or more than one. */
  accepted: string | null
  candidates: MatchCandidate[]
  /** Why there is no candidate or no accepted one. */
  note: string | null
}

/** Entities for each name, and the network among the certain ones. */
export interface Matched {
  items: MatchedName[]
  network: Network | null
}

const AT_ONCE = 16
const SHOWN = 10
const ID = /^(?:person|org|country)-/

/** Every name gets a row; a bad one does not stop the others. */
export async function matchNames(
  names: readonly string[],
  kind: EntityKind | null,
  stores: MatchStores,
  signal: AbortSignal,
): Promise<Matched> {
  const known = new Map<string, Promise<MatchedName>>()
  const items: MatchedName[] = []
  for (let i = 0; i < names.length; i += AT_ONCE) {
    const rows = names.slice(i, i + AT_ONCE).map((name) => {
      const row = known.get(name) ?? matchName(name, kind, stores, signal)
      known.set(name, row)
      return row
    })
    items.push(...(await Promise.all(rows)))
  }
  return { items, network: await networkAmong(items, stores, signal) }
}

async function matchName(
  name: string,
  kind: EntityKind | null,
  { search, graph }: MatchStores,
  signal: AbortSignal,
): Promise<MatchedName> {
  if (fold(name).trim() === '') return nobody(name, 'there is no word in it')
  if (ID.test(name)) return matchId(name, graph, signal)
  const found = await graph.holders(name, kind, signal)
  if (found.length > 0)
    return choose(
      name,
      found.map((entity) => ({ ...entity, reason: reasonFor(name, entity) })),
    )
  const spelled = await correctedName(name, search, signal)
  const alike = spelled === null ? [] : await graph.holders(spelled, kind, signal)
  if (alike.length === 0) return nobody(name, 'nobody and nothing is called so here')
  return {
    ...choose(
      name,
      alike.map((entity) => ({ ...entity, reason: `is spelled “${spelled}” here` })),
    ),
    accepted: null,
    note: 'found by another spelling: to be confirmed',
  }
}

async function matchId(id: string, graph: GraphStore, signal: AbortSignal): Promise<MatchedName> {
  const [moved] = await graph.redirects([id], signal)
  const ids = moved ? moved.to.map((entity) => entity.id) : [id]
  const found = (await Promise.all(ids.map((each) => graph.entity(each, signal)))).filter(
    (entity) => entity !== null,
  )
  if (found.length === 0) return nobody(id, 'there is no entity with this id')
  const reason = moved ? 'is what this id became' : 'has this id'
  return choose(
    id,
    found.map(({ kind, name, articles, sentences, ...entity }) => ({
      id: entity.id,
      kind,
      name,
      articles,
      sentences,
      reason,
    })),
  )
}

const nobody = (name: string, note: string): MatchedName => ({
  name,
  accepted: null,
  candidates: [],
  note,
})

function choose(name: string, candidates: MatchCandidate[]): MatchedName {
  const isSure = candidates.length === 1 && candidates[0]!.reason !== PART
  const note =
    candidates.length > 1
      ? `may be any of ${candidates.length}`
      : isSure
        ? null
        : 'only a part of the name'
  return {
    name,
    accepted: isSure ? candidates[0]!.id : null,
    candidates: candidates.slice(0, SHOWN),
    note,
  }
}

const PART = 'has it as a part of its name'

function reasonFor(typed: string, { kind, name }: EntitySummary): string {
  const [sought, own] = [typed, name].map((each) => fold(each).trim().replace(/\s+/g, ' ')) as [
    string,
    string,
  ]
  if (sought === own) return 'has this name'
  if (kind === 'person' && own.endsWith(` ${sought}`)) return 'has this surname'
  return ` ${own} `.includes(` ${sought} `) ? PART : 'has it as one of its names'
}

async function networkAmong(
  items: MatchedName[],
  { search }: MatchStores,
  signal: AbortSignal,
): Promise<Network | null> {
  const among = [...new Set(items.flatMap(({ accepted }) => accepted ?? []))].slice(0, MAX_NETWORK)
  if (among.length < 2) return null
  const everything = { query: null, filters: { fields: {} } }
  return search.network({ search: everything, rank: 'frequent', size: among.length, among }, signal)
}

/** A name in a pasted text, with its entity. */
export interface ScreenedName extends MatchedName {
  kind: EntityKind
  /** Its span in the text, in UTF-16 units. */
  places: { start: number; end: number }[]
}

export interface Screened {
  items: ScreenedName[]
  network: Network | null
}

/** Known names in a text, and the ties among them. */
export async function screenText(
  text: string,
  stores: MatchStores,
  signal: AbortSignal,
): Promise<Screened> {
  // The extractor is loaded with the first text, since serving does not need it.
  const { extract } = await import('#extract/extract.ts')
  const { mentions } = extract({ title: '', body: text, dateline: null })
  const found = new Map<
    string,
    { kind: EntityKind; name: string; id: string | null; places: ScreenedName['places'] }
  >()
  for (const { kind, name, entity, field, start, end } of mentions) {
    if (kind === 'place' || field !== 'body') continue
    const key = entity ?? `${kind} ${name}`
    const one = found.get(key) ?? { kind, name, id: entity, places: [] }
    one.places.push({ start, end })
    found.set(key, one)
  }
  const names = [...found.values()]
  const rows: ScreenedName[] = []
  for (const { kind, name, places } of names) {
    rows.push({ ...(await matchName(name, kind, stores, signal)), kind, places })
  }
  return { items: rows, network: await networkAmong(rows, stores, signal) }
}
