import { int, type RecordShape } from 'neo4j-driver'
import { ENTITY_KINDS } from '#core/article.ts'
import {
  type EntitiesQuery,
  type EntitySummary,
  type GraphStore,
  type RoleLine,
} from '#core/graph.ts'
import { throwIfAborted } from '../shared/cancellation.ts'
import type { EngineAddress } from '../shared/engine-address.ts'
import {
  type GraphVersion,
  type TieCounts,
  type TieEnd,
  toSummary,
  toTie,
} from '../shared/tie-mapping.ts'
import { type SharedTies, rankShared } from '../shared/shared-neighbours.ts'
import { bestMatches, type NameCandidate, matchedForm } from '../shared/name-ranking.ts'
import { type Companion, companionFact, roleFact } from '../shared/disambiguation.ts'
import { holdersAmong } from '../shared/name-holders.ts'
import { type Typed, toTyped } from '../shared/name-index.ts'
import { unavailable } from './connection.ts'
import { type StoredEntity, toEntity } from './entity.ts'
import {
  CALLED,
  ENTITIES,
  ENTITY,
  FACTS,
  MATCHING_ENTITIES,
  REDIRECTS,
  SHARED,
  SUGGESTED,
  TIE,
} from './read-queries.ts'
import { type RedirectRow, toRedirects } from '../shared/redirects.ts'
import { type Ask, type QueryRows, readTies } from './ties.ts'
import { readRoutes } from './routes.ts'
import { readFirsts, scanEntities, scanTies } from './scans.ts'
import { openReader, type ReaderOptions } from './reader.ts'
import { orderOfEntities, readRank, toPage } from '../shared/tie-ranking.ts'

/** Limits of an index query; its results are compared with all words in full. */
const MOST_WORDS = 8
const LONGEST_WORD = 100

/**
 * Needs no running server: calls fail with StoreError until it is up, and during the first load of
 * the graph.
 */
export async function openNeo4jGraphStore(
  address: EngineAddress,
  options: ReaderOptions = {},
): Promise<GraphStore> {
  const reader = openReader(address, options)

  return {
    async entity(id, signal) {
      const [found] = await ask<EntityResult>(ENTITY, { id }, signal)
      if (!found.entity) return null
      return { ...toEntity(found.entity, found.roles), version: found.version }
    },

    async entities(query, signal) {
      const answers = await listEntities(query, signal)
      const found = answers.flatMap(({ items }) => items)
      const [{ version }] = answers
      const { items, ...place } = toPage(found, orderOfEntities(query), query, version)
      return {
        items: items.map(toSummary),
        total: { value: answers.reduce((sum, { total }) => sum + total, 0), relation: 'eq' },
        ...place,
        warnings: [],
        version,
      }
    },

    async suggest(text, size, signal) {
      throwIfAborted(signal)
      const typed = toTyped(text)
      if (typed.words.length === 0 || size === 0) return []

      const [answer] = await ask<{ found: StoredName[] }>(
        SUGGESTED,
        {
          ...toSearch(typed),
          whole: typed.whole,
          text: typed.text,
          size: int(size),
        },
        signal,
      )
      const best = bestMatches(answer.found.map(toCandidate), typed, size)
      const facts = await readFacts(
        best.map(({ id }) => id),
        signal,
      )
      return best.map((entity) => ({
        ...toSummary(entity),
        matched: matchedForm(entity, typed).name,
        fact: facts.get(entity.id) ?? null,
      }))
    },

    async holders(name, kind, signal) {
      throwIfAborted(signal)
      const typed = toTyped(name)
      if (typed.words.length === 0) return []
      const kinds = kind === null ? ENTITY_KINDS : [kind]
      const parameters = { ...toSearch(typed), whole: typed.whole, kinds }
      const [{ found }] = await ask<{ found: StoredName[] }>(CALLED, parameters, signal)
      return holdersAmong(found.map(toCandidate), typed, kind).map(toSummary)
    },

    async redirects(ids, signal) {
      throwIfAborted(signal)
      const [{ found }] = await ask<{ found: RedirectRow[] }>(REDIRECTS, { ids }, signal)
      return toRedirects(found)
    },

    ties: (id, query, signal) => readTies(asking(signal), id, query),

    async tie(one, other, signal) {
      const [a, b] = one < other ? [one, other] : [other, one]
      const [found] = await ask<TieResult>(TIE, { a, b }, signal)
      if (!found.tie) return null
      return { ...toTie(found.a, found.b, found.tie, found.all), version: found.version }
    },

    async sharedNeighbours(a, b, size, signal) {
      const [found] = await ask<SharedResult>(SHARED, { a, b }, signal)
      const { shared, ownA, ownB, all } = found
      if (ownA === null || ownB === null || a === b) return { items: [], total: 0 }
      return rankShared(shared, [a, b], [ownA, ownB], all, size)
    },

    routes: (query, signal) => readRoutes(asking(signal), query),

    firsts: (query, signal) => readFirsts(asking(signal), query),
    scanEntities: (query, signal) => scanEntities(asking(signal), query),
    scanTies: (query, signal) => scanTies(asking(signal), query),

    close: () => reader.close(),
  }

  async function ask<T extends RecordShape>(
    cypher: string,
    parameters: Record<string, unknown>,
    signal: AbortSignal | undefined,
  ): Promise<QueryRows<T>> {
    const [first, ...others] = await reader.run<T & GraphVersion>(cypher, parameters, signal)
    if (!first) throw unavailable('it holds no graph of Dateline yet; `dateline index` makes one')
    if (first.version === null) throw unavailable('the graph is being filled for the first time')
    return [first, ...others]
  }

  function asking(signal: AbortSignal | undefined): Ask {
    return (cypher, parameters) => ask(cypher, parameters, signal)
  }

  function listEntities(query: EntitiesQuery, signal: AbortSignal | undefined) {
    const [articles = Number.MAX_SAFE_INTEGER, after = ''] =
      readRank(query.cursor, orderOfEntities(query)) ?? []
    const typed = toTyped(query.q ?? '')
    const parameters = {
      kinds: ENTITY_KINDS.filter((kind) => query.kinds?.includes(kind) ?? true),
      articles: int(articles),
      after,
      // One extra entity tells whether another page follows.
      limit: int(query.size + 1),
    }
    return typed.words.length > 0
      ? ask<EntitiesRow>(MATCHING_ENTITIES, { ...parameters, ...toSearch(typed) }, signal)
      : ask<EntitiesRow>(ENTITIES, parameters, signal)
  }

  async function readFacts(
    ids: string[],
    signal: AbortSignal | undefined,
  ): Promise<Map<string, string | null>> {
    if (ids.length === 0) return new Map()
    const answers = await ask<FactRow>(FACTS, { ids }, signal)
    return new Map(
      answers.map(({ id, role, ties, own, all }) => [
        id,
        role ? roleFact(role) : companionFact(ties, own, all),
      ]),
    )
  }
}

interface EntityResult {
  entity: StoredEntity | null
  roles: RoleLine[]
}

interface EntitiesRow {
  total: number
  items: EntitySummary[]
}

interface StoredName extends EntitySummary {
  aliases: string[]
  aliasCounts: number[]
  /** The folded words of the aliases, and of the name if it is not an alias. */
  folded: string[]
}

interface FactRow {
  id: string
  own: number
  role: { title: string; former: boolean; name: string } | null
  ties: Companion[]
}

interface TieResult {
  a: TieEnd
  b: TieEnd
  tie: TieCounts | null
}

interface SharedResult {
  ownA: number | null
  ownB: number | null
  shared: SharedTies[]
}

function toCandidate({ aliases, aliasCounts, folded, ...summary }: StoredName): NameCandidate {
  const forms = folded.map((words, i) => {
    return { name: aliases[i] ?? summary.name, count: aliasCounts[i] ?? 0, words }
  })
  return { ...summary, forms }
}

/**
 * Words consist of lower-case letters, digits and marks, so none is an operator of the index's
 * query language.
 */
function toSearch({ words }: Typed) {
  const search = words
    .slice(0, MOST_WORDS)
    .map((word) => `+${word.trim().slice(0, LONGEST_WORD)}*`)
    .join(' ')
  return { search, words }
}
