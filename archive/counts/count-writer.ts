import type { DatabaseSync } from 'node:sqlite'
import { TYING } from '#core/graph/sqlite-tying.ts'
import { type EntityDelta, isNothing, type TieDelta } from './count-changes.ts'

/** Writes changes to the tables of entities and ties. */
export interface CountWriter {
  tie(delta: TieDelta, rev: number): void
  /** Returns false if nothing names the entity any longer and its row is gone. */
  entity(delta: EntityDelta, rev: number): boolean
}

export function createCountWriter(db: DatabaseSync): CountWriter {
  let sql: ReturnType<typeof prepareStatements> | undefined
  const statements = () => (sql ??= prepareStatements(db))

  return { tie: writeTie, entity: writeEntity }

  function writeTie(
    { a, b, sentences, weight, articles, stories, first, last, shrunk, ...gone }: TieDelta,
    rev: number,
  ): void {
    const { putTie, datesOfTie, removeTie, recordTieTombstone } = statements()
    const isSame = sentences === 0 && weight === 0 && articles === 0 && stories === 0
    if (!shrunk && isSame) return
    putTie.run(a, b, sentences, articles, stories, weight, first, last, rev)
    if (!shrunk) return
    const removed = removeTie.run(a, b)
    if (removed.changes === 0) datesOfTie.run({ a, b, ...fewerFirst(a, b), ...gone })
    else recordTieTombstone.run(rev, a, b)
  }

  /** Dates of a tie are looked up among the sentences of the end that has fewer. */
  function fewerFirst(a: number, b: number): { fewer: number; other: number } {
    const { row } = statements().fewer.get(a, b) as { row: number }
    return { fewer: row, other: row === a ? b : a }
  }

  function writeEntity(delta: EntityDelta, rev: number): boolean {
    const {
      putAlias,
      putEntity,
      recordEntityTombstone,
      removeEntity,
      removeAliases,
      datesOfEntity,
    } = statements()
    const { row, aliases } = delta
    let { shrunk } = delta
    for (const [name, { count, full }] of aliases) {
      if (count !== 0 || full !== 0) putAlias.run(row, name, count, full)
      shrunk ||= count < 0 || full < 0
    }
    if (!shrunk && isNothing(delta)) return true
    if (shrunk) removeAliases.run(row)
    const { articles, stories, sentences, first, last } = delta
    putEntity.run(articles, sentences, first, last, rev, row, stories)
    if (!shrunk) return true
    recordEntityTombstone.run(rev, row)
    const removed = removeEntity.run(row)
    if (removed.changes > 0) return false
    datesOfEntity.run({ row, goneFirst: delta.goneFirst, goneLast: delta.goneLast })
    return true
  }
}

/** The name of a row of `entity`: the registry's, else the most frequent full name. */
export const NAME = `coalesce(
  (select name from entity_name where entity_name.entity = entity.id),
  (select name from alias where alias.entity = entity.row order by full desc, count desc, name limit 1),
  name)`

function prepareStatements(db: DatabaseSync) {
  return {
    putTie: db.prepare(
      `insert into tie (a, b, sentences, articles, stories, weight, first, last, rev)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?)
       on conflict (a, b) do update set
         sentences = sentences + excluded.sentences,
         weight = weight + excluded.weight,
         articles = articles + excluded.articles,
         stories = stories + excluded.stories,
         first = min(ifnull(first, excluded.first), ifnull(excluded.first, first)),
         last = max(ifnull(last, excluded.last), ifnull(excluded.last, last)),
         rev = excluded.rev`,
    ),
    removeTie: db.prepare('delete from tie where a = ? and b = ? and sentences = 0'),
    // Tombstones are only needed once something was filled from the archive.
    recordTieTombstone: db.prepare(
      `insert or replace into gone select x.id, y.id, ? from entity x, entity y
       where x.row = ? and y.row = ? and exists (select 1 from projection where stream = 'ties')`,
    ),
    datesOfTie: db.prepare(
      `update tie set (first, last) = (
         select min(substr(published_at, 1, 10)), max(substr(published_at, 1, 10))
         from named x cross join named y on y.entity = :other and y.article = x.article and y.sentence = x.sentence
         join article on article.row = x.article
         where x.entity = :fewer and ${TYING}
       ) where a = :a and b = :b and (first >= :goneFirst or last <= :goneLast)`,
    ),
    fewer: db.prepare('select row from entity where row in (?, ?) order by sentences, row limit 1'),
    putAlias: db.prepare(
      `insert into alias (entity, name, count, full) values (?, ?, ?, ?)
       on conflict (entity, name) do update set count = count + excluded.count, full = full + excluded.full`,
    ),
    removeAliases: db.prepare('delete from alias where entity = ? and count = 0 and full = 0'),
    putEntity: db.prepare(
      `update entity set
         articles = articles + ?1,
         stories = stories + ?7,
         sentences = sentences + ?2,
         first = min(ifnull(first, ?3), ifnull(?3, first)),
         last = max(ifnull(last, ?4), ifnull(?4, last)),
         rev = ?5,
         name = ${NAME}
       where row = ?6`,
    ),
    recordEntityTombstone: db.prepare(
      `insert or replace into gone select id, '', ? from entity
       where row = ? and sentences = 0 and exists (select 1 from projection where stream = 'entities')`,
    ),
    removeEntity: db.prepare('delete from entity where row = ? and sentences = 0'),
    datesOfEntity: db.prepare(
      `update entity set (first, last) = (
         select min(substr(published_at, 1, 10)), max(substr(published_at, 1, 10))
         from named join article on article.row = named.article where entity = :row
       ) where row = :row and (first >= :goneFirst or last <= :goneLast)`,
    ),
  }
}
