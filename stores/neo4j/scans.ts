import { int } from 'neo4j-driver'
import type { Entity, FirstsQuery, RoleLine, Tie } from '#core/graph.ts'
import type { Page } from '#core/page.ts'
import type { Batch, ScanQuery } from '#core/scan.ts'
import { toFirstsPage } from '../shared/firsts.ts'
import { ENTITIES_BY_ID, TIES_BY_IDS, readStart, toBatch, upTo } from '../shared/scan-order.ts'
import { type TieCounts, type TieEnd, toTie } from '../shared/tie-mapping.ts'
import { type StoredEntity, toEntity } from './entity.ts'
import { ENTITIES_FROM, FIRSTS, REV, TIES_FROM } from './read-queries.ts'
import type { Ask } from './ties.ts'

interface ScannedItems<T> extends Rev {
  items: T[]
}

interface FoundEntity {
  entity: StoredEntity
  roles: RoleLine[]
}

type FoundTie = [a: TieEnd, b: TieEnd, counts: TieCounts]

/** Neo4j reads changes committed while it reads, so the state is read again after each batch. */
export async function scanEntities(ask: Ask, { size, cursor }: ScanQuery): Promise<Batch<Entity>> {
  const start = readStart(cursor, ENTITIES_BY_ID)
  const [after = ''] = start.after ?? []
  const parameters = { after, limit: int(size + 1) }
  const [found] = await ask<ScannedItems<FoundEntity>>(ENTITIES_FROM, parameters)
  const { items, more } = upTo(size, found.items)
  const entities = { items: items.map(({ entity, roles }) => toEntity(entity, roles)), more }
  return toBatch(entities, start, ENTITIES_BY_ID, await stateAfter(ask, found))
}

export async function scanTies(ask: Ask, { size, cursor }: ScanQuery): Promise<Batch<Tie>> {
  const start = readStart(cursor, TIES_BY_IDS)
  const [a = '', b = ''] = start.after ?? []
  const [found] = await ask<ScannedItems<FoundTie>>(TIES_FROM, { a, b, limit: int(size + 1) })
  const { items, more } = upTo(size, found.items)
  const ties = items.map(([one, other, counts]) => toTie(one, other, counts, found.all))
  return toBatch({ items: ties, more }, start, TIES_BY_IDS, await stateAfter(ask, found))
}

export async function readFirsts(ask: Ask, query: FirstsQuery): Promise<Page<Tie>> {
  const [{ items, version, all }] = await ask<{ items: FoundTie[] }>(FIRSTS, { since: query.since })
  const ties = items.map(([one, other, counts]) => toTie(one, other, counts, all))
  return toFirstsPage(ties, query, version)
}

interface Rev {
  /** Rev of the last change sent. */
  rev: number
}

/**
 * The version of a batch; no state if changes are in flight, which together make the next version.
 */
async function stateAfter(ask: Ask, { rev, version }: Rev & { version: number }) {
  const [after] = await ask<Rev>(REV, {})
  return { version, state: after.rev === rev && rev === version ? version : null }
}
