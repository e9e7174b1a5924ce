import type { DatabaseSync } from 'node:sqlite'
import { ENTITY_KINDS, type EntityKind } from '#core/article.ts'
import {
  type EntitiesQuery,
  type Entity,
  type EntitySummary,
  type GraphStore,
  type MonthCount,
  type Tie,
} from '#core/graph.ts'
import {
  type GraphVersion,
  type TieCounts,
  type TieRow,
  toSummary,
  toTie,
  toTiePage,
} from '../../shared/tie-mapping.ts'
import { type SharedTies, rankShared } from '../../shared/shared-neighbours.ts'
import { bestMatches, matchedForm } from '../../shared/name-ranking.ts'
import { holdersAmong } from '../../shared/name-holders.ts'
import { createFactReader } from './disambiguation.ts'
import { throwIfAborted } from '../../shared/cancellation.ts'
import { createMonthReader } from './months.ts'
import { OF_ENTITY } from './of-entity.ts'
import { createNameCache } from './name-cache.ts'
import { toTyped } from '../../shared/name-index.ts'
import { type RedirectRow, toRedirects } from '../../shared/redirects.ts'
import { orderOfEntities, readRank, toPage } from '../../shared/tie-ranking.ts'
import { openStore } from '../open-store.ts'
import { createReadTransaction } from '../read-transaction.ts'
import { createRouteFinder } from './routes.ts'
import { createRoleReader } from './roles.ts'
import { type EntityScanRow, createScans } from './scans.ts'

const CACHE_KIB = 8192

const ENTITY = `
  select row, id, kind, name, articles, stories, sentences, first, last from entity where id = ?`

const ALIASES = `
  select name, count from alias where entity = ? and count > 0 order by count desc, name`

const ENTITIES = `
  select id, kind, name, articles, sentences from entity
  where kind = :kind and articles <= :articles and (articles < :articles or id > :id)
  order by articles desc, id
  limit :limit`

const REDIRECTS = `
  select redirect.id as "from", entity.id, kind, name
  from redirect join entity on entity.id = redirect.entity
  where redirect.id in (select value from json_each(?))
    and not exists (select 1 from entity where id = redirect.id)
  order by redirect.id, entity.id`

const COUNT = 'select count(*) as value from entity where kind = ?'

const TIES = `
  select other.id, other.kind, other.name, other.sentences,
    tie.sentences, tie.articles, tie.stories, tie.weight, tie.first, tie.last
  ${OF_ENTITY}`

const TIE =
  'select sentences, articles, stories, weight, first, last from tie where a = ? and b = ?'

/** Reads an archive's file; changes by another process are visible in the next answer. */
export function openSqliteGraphStore(path: string): GraphStore {
  return openStore(path, 'graph store', CACHE_KIB, (db) => createSqliteGraphStore(db))
}

/** Reads through an open connection, between its transactions; closing the store closes it. */
export function createSqliteGraphStore(
  db: DatabaseSync,
  transaction = createReadTransaction(db, 'graph store'),
): GraphStore {
  const entityById = db.prepare(ENTITY)
  const aliasesOf = db.prepare(ALIASES)
  const entitiesOfKind = db.prepare(ENTITIES)
  const countOfKind = db.prepare(COUNT)
  const tiesOf = db.prepare(TIES)
  // An array per row costs half as much as an object, and a hub has thousands.
  tiesOf.setReturnArrays(true)
  const tieBetween = db.prepare(TIE)
  const redirectsOf = db.prepare(REDIRECTS)
  const namesAt = createNameCache(db)
  const readRoles = createRoleReader(db)
  const findRoutes = createRouteFinder(db)
  const readFact = createFactReader(db)
  const monthsBetween = createMonthReader(db)
  const scans = createScans(db, toEntity)

  return {
    entity: async (id, signal) =>
      read(signal, ({ version }) => {
        const found = findEntity(id)
        if (!found) return null

        return { ...toEntity(found), version }
      }),

    entities: async (query, signal) =>
      read(signal, ({ version }) => {
        const { found, total } = listEntities(query, version)
        const { items, ...place } = toPage(found, orderOfEntities(query), query, version)
        return {
          items: items.map(toSummary),
          total: { value: total, relation: 'eq' },
          ...place,
          warnings: [],
          version,
        }
      }),

    suggest: async (text, size, signal) =>
      read(signal, ({ version, all }) => {
        const typed = toTyped(text)
        const names = namesAt(version)
        return bestMatches(names.matching(typed), typed, size).map((entity) => ({
          ...toSummary(entity),
          matched: matchedForm(entity, typed).name,
          fact: readFact(entity, names, all),
        }))
      }),

    holders: async (name, kind, signal) =>
      read(signal, ({ version }) => {
        const typed = toTyped(name)
        if (typed.words.length === 0) return []
        return holdersAmong(namesAt(version).matching(typed), typed, kind).map(toSummary)
      }),

    redirects: async (ids, signal) =>
      read(signal, () =>
        toRedirects(redirectsOf.all(JSON.stringify(ids)) as unknown as RedirectRow[]),
      ),

    ties: async (id, query, signal) =>
      read(signal, (state) => {
        const entity = findEntity(id)
        if (!entity) return null

        const rows = readTies(entity.row, query.minArticles)
        return toTiePage(rows, entity, state, query, (other) =>
          readMonths(entity.row, other, state.version),
        )
      }),

    tie: async (one, other, signal) =>
      read(signal, ({ version, all }) => {
        const [a, b] = [findEntity(one), findEntity(other)]
        const tie = a && b && findTie(a, b, all)
        return tie ? { ...tie, version } : null
      }),

    sharedNeighbours: async (one, other, size, signal) =>
      read(signal, ({ all }) => {
        const [a, b] = [findEntity(one), findEntity(other)]
        if (!a || !b || a.row === b.row) return { items: [], total: 0 }
        const own: [number, number] = [a.sentences, b.sentences]
        return rankShared(readShared(a.row, b.row), [a.id, b.id], own, all, size)
      }),

    routes: async (query, signal) =>
      read(signal, (state) => {
        const [a, b] = [findEntity(query.from), findEntity(query.to)]
        if (!a || !b) return null
        return { routes: findRoutes(a, b, query, state, signal), version: state.version }
      }),

    firsts: async (query, signal) => read(signal, (state) => scans.firsts(query, state)),
    scanEntities: async (query, signal) =>
      read(signal, (state) => scans.scanEntities(query, state)),
    scanTies: async (query, signal) => read(signal, (state) => scans.scanTies(query, state)),

    async close() {
      if (db.isOpen) db.close()
    },
  }

  /** Runs all queries on one state of the archive, regardless of concurrent writes. */
  function read<T>(signal: AbortSignal | undefined, ask: (state: GraphVersion) => T): T {
    throwIfAborted(signal)
    return transaction.read(({ rev, sentences }) => ask({ version: rev, all: sentences }))
  }

  function toEntity({ row, ...entity }: EntityScanRow): Entity {
    const aliases = aliasesOf.all(row) as unknown as Entity['aliases']
    return { ...entity, aliases, roles: readRoles(row) }
  }

  function readShared(a: number, b: number): SharedTies[] {
    const ofOther = new Map(readTies(b).map((row) => [row[0], row]))
    return readTies(a).flatMap((row) => {
      const [id, kind, name, alone, sentences, articles, stories, weight] = row
      const other = ofOther.get(id)
      if (!other) return []
      const ties: SharedTies['ties'] = [
        { sentences, articles, stories, weight },
        { sentences: other[4], articles: other[5], stories: other[6], weight: other[7] },
      ]
      return [{ id, kind, name, alone, ties }]
    })
  }

  function readTies(row: number, minArticles = 0): TieRow[] {
    return tiesOf.all({ row, minArticles }) as unknown as TieRow[]
  }

  function readMonths(row: number, other: string, version: number): MonthCount[] {
    return monthsBetween(row, findEntity(other)!.row, version)
  }

  function findEntity(id: string) {
    return entityById.get(id) as unknown as EntityScanRow | undefined
  }

  function findTie(one: EntityScanRow, other: EntityScanRow, all: number): Tie | null {
    const [a, b] = one.id < other.id ? [one, other] : [other, one]
    const counts = tieBetween.get(a.row, b.row) as unknown as TieCounts | undefined
    return counts ? toTie(a, b, counts, all) : null
  }

  function listEntities(query: EntitiesQuery, version: number) {
    const kinds = ENTITY_KINDS.filter((kind) => query.kinds?.includes(kind) ?? true)
    const typed = toTyped(query.q ?? '')
    if (typed.words.length > 0) {
      const found = namesAt(version)
        .matching(typed)
        .filter(({ kind }) => kinds.includes(kind))
      return { found, total: found.length }
    }

    const counts = kinds.map((kind) => (countOfKind.get(kind) as { value: number }).value)
    return {
      found: kinds.flatMap((kind) => nextOfKind(kind, query)),
      total: counts.reduce((sum, value) => sum + value, 0),
    }
  }

  /** One extra entity tells whether another page follows. */
  function nextOfKind(kind: EntityKind, query: EntitiesQuery) {
    const [articles = Number.MAX_SAFE_INTEGER, id = ''] =
      readRank(query.cursor, orderOfEntities(query)) ?? []
    const rows = entitiesOfKind.all({ kind, articles, id, limit: query.size + 1 })
    return rows as unknown as EntitySummary[]
  }
}
