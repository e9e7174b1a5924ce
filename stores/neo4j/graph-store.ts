import { int, type RecordShape } from 'neo4j-driver'
import { ENTITY_KINDS } from '#core/article.ts'
import {
  type EntitiesQuery,
  type Entity,
  type EntitySummary,
  type GraphStore,
  MAX_HOPS,
  type RoleLine,
} from '#core/graph.ts'
import { throwIfAborted } from '../shared/cancellation.ts'
import type { EngineAddress } from '../shared/engine-address.ts'
import {
  type State,
  type TieCounts,
  type TieEnd,
  toRef,
  toSummary,
  toTie,
} from '../shared/tie-mapping.ts'
import { bestMatches, type Candidate, matchedForm } from '../shared/name-ranking.ts'
import { companyFact, roleFact } from '../shared/disambiguation.ts'
import { type Typed, toTyped } from '../shared/name-index.ts'
import { unavailable } from './connection.ts'
import {
  ENTITIES,
  ENTITY,
  FACTS,
  MATCHING_ENTITIES,
  NO_WAY_TO_GO,
  PATHS,
  SUGGESTED,
  TIE,
} from './read-queries.ts'
import { type Answer, readTies } from './ties.ts'
import { openReader, type ReaderOptions } from './reader.ts'
import { ENTITY_ORDER, readCursor, toPage } from '../shared/tie-ranking.ts'
import { compareRoles } from '../shared/roles.ts'

/** Words and letters by which the index is asked; what it finds is compared with all of them. */
const MOST_WORDS = 8
const LONGEST_WORD = 100

/** Needs no server to be up: what is asked fails with StoreError until it is, and while the graph is first filled. */
export async function openNeo4jGraphStore(
  address: EngineAddress,
  options: ReaderOptions = {},
): Promise<GraphStore> {
  const reader = openReader(address, options)

  return {
    async entity(id, signal) {
      const [found] = await ask<EntityAnswer>(ENTITY, { id }, signal)
      if (!found?.entity) return null

      const { aliases, aliasCounts, ...entity } = found.entity
      return {
        ...entity,
        aliases: aliases.map((name, i) => ({ name, count: aliasCounts[i]! })),
        roles: found.roles.sort(compareRoles),
        version: found.version,
      }
    },

    async entities(query, signal) {
      const answers = await listEntities(query, signal)
      const found = answers.flatMap(({ items }) => items)
      const { items, next } = toPage(found, ENTITY_ORDER, query)
      return {
        items: items.map(toSummary),
        total: { value: answers.reduce((sum, { total }) => sum + total, 0), relation: 'eq' },
        next,
        warnings: [],
        version: answers[0].version,
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

    ties: (id, query, signal) =>
      readTies((statement, parameters) => ask(statement, parameters, signal), id, query),

    async tie(one, other, signal) {
      const [a, b] = one < other ? [one, other] : [other, one]
      const [found] = await ask<TieAnswer>(TIE, { a, b }, signal)
      if (!found.tie) return null
      return { ...toTie(found.a, found.b, found.tie, found.all), version: found.version }
    },

    async shortestPath(a, b, maxHops, signal) {
      throwIfAborted(signal)
      const statement = a === b ? NO_WAY_TO_GO : PATHS[Math.min(maxHops, MAX_HOPS) - 1]
      if (statement === undefined) return null
      const [{ entities, ties, version, all }] = await ask<PathAnswer>(statement, { a, b }, signal)
      if (!entities) return null
      return {
        entities: entities.map(toRef),
        ties: ties.map((tie, i) => toTie(entities[i]!, entities[i + 1]!, tie, all)),
        version,
      }
    },

    close: () => reader.close(),
  }

  async function ask<T extends RecordShape>(
    statement: string,
    parameters: Record<string, unknown>,
    signal: AbortSignal | undefined,
  ): Promise<Answer<T>> {
    const [first, ...others] = await reader.ask<T & State>(statement, parameters, signal)
    if (!first) throw unavailable('it holds no graph of Dateline yet; `dateline index` makes one')
    if (first.version === null) throw unavailable('the graph is being filled for the first time')
    return [first, ...others]
  }

  function listEntities(query: EntitiesQuery, signal: AbortSignal | undefined) {
    const [articles = Number.MAX_SAFE_INTEGER, after = ''] =
      readCursor(query.cursor, ENTITY_ORDER) ?? []
    const typed = toTyped(query.q ?? '')
    const parameters = {
      kinds: ENTITY_KINDS.filter((kind) => query.kinds?.includes(kind) ?? true),
      articles: int(articles),
      after,
      // One more than a page, to see whether another follows.
      limit: int(query.size + 1),
    }
    return typed.words.length > 0
      ? ask<EntitiesAnswer>(MATCHING_ENTITIES, { ...parameters, ...toSearch(typed) }, signal)
      : ask<EntitiesAnswer>(ENTITIES, parameters, signal)
  }

  async function readFacts(
    ids: string[],
    signal: AbortSignal | undefined,
  ): Promise<Map<string, string | null>> {
    if (ids.length === 0) return new Map()
    const answers = await ask<FactAnswer>(FACTS, { ids }, signal)
    return new Map(
      answers.map(({ id, role, ties, own, all }) => [
        id,
        role ? roleFact(role) : companyFact(ties, own, all),
      ]),
    )
  }
}

interface EntityAnswer {
  entity: (Omit<Entity, 'aliases' | 'roles'> & { aliases: string[]; aliasCounts: number[] }) | null
  roles: RoleLine[]
}

interface EntitiesAnswer {
  total: number
  items: EntitySummary[]
}

interface StoredName extends EntitySummary {
  aliases: string[]
  aliasCounts: number[]
  /** The aliases, and the name if it is none of them, folded as a form's words are. */
  folded: string[]
}

interface FactAnswer {
  id: string
  own: number
  role: { title: string; former: boolean; name: string } | null
  ties: Parameters<typeof companyFact>[0]
}

interface TieAnswer {
  a: TieEnd
  b: TieEnd
  tie: TieCounts | null
}

interface PathAnswer {
  entities: TieEnd[] | null
  ties: TieCounts[]
}

function toCandidate({ aliases, aliasCounts, folded, ...summary }: StoredName): Candidate {
  const forms = folded.map((words, i) => {
    return { name: aliases[i] ?? summary.name, count: aliasCounts[i] ?? 0, words }
  })
  return { ...summary, forms }
}

/** Words are letters, digits and marks, and lower case: none has a meaning of its own in the index's language. */
function toSearch({ words }: Typed) {
  const search = words
    .slice(0, MOST_WORDS)
    .map((word) => `+${word.trim().slice(0, LONGEST_WORD)}*`)
    .join(' ')
  return { search, words }
}
