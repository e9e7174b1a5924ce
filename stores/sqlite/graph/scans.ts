import type { DatabaseSync } from 'node:sqlite'
import type { Entity, FirstsQuery, Tie } from '#core/graph.ts'
import type { Page } from '#core/page.ts'
import type { Batch, ScanQuery } from '#core/scan.ts'
import { toFirstsPage } from '../../shared/firsts.ts'
import { ENTITIES_BY_ID, TIES_BY_IDS, readStart, toBatch, upTo } from '../../shared/scan-order.ts'
import { type GraphVersion, type TieCounts, type TieEnd, toTie } from '../../shared/tie-mapping.ts'

export type EntityScanRow = Omit<Entity, 'aliases' | 'roles'> & { row: number }

const ENTITIES = `
  select row, id, kind, name, articles, stories, sentences, first, last from entity
  where id > :after order by id limit :limit`

const TIE_COLUMNS = `
  a.id as aId, a.kind as aKind, a.name as aName, a.sentences as aSentences,
  b.id as bId, b.kind as bKind, b.name as bName, b.sentences as bSentences,
  tie.sentences, tie.articles, tie.stories, tie.weight, tie.first, tie.last`

/** The index on ids returns the ties of one entity after another, so only those are sorted. */
const TIES = `
  select ${TIE_COLUMNS}
  from entity a cross join tie on tie.a = a.row cross join entity b on b.row = tie.b
  where a.id >= :a and (a.id > :a or b.id > :b)
  order by a.id, b.id limit :limit`

const FIRSTS = `
  select ${TIE_COLUMNS}
  from tie join entity a on a.row = tie.a join entity b on b.row = tie.b where tie.first >= ?`

/** Statements that read all ties of a graph; use them inside a read transaction. */
export function createScans(db: DatabaseSync, toEntity: (row: EntityScanRow) => Entity) {
  const entities = db.prepare(ENTITIES)
  const ties = db.prepare(TIES)
  const firsts = db.prepare(FIRSTS)

  return {
    scanEntities({ size, cursor }: ScanQuery, { version }: GraphVersion): Batch<Entity> {
      const start = readStart(cursor, ENTITIES_BY_ID)
      const [after = ''] = start.after ?? []
      const { items, more } = upTo(size, entities.all({ after, limit: size + 1 }))
      const found = { items: (items as unknown as EntityScanRow[]).map(toEntity), more }
      return toBatch(found, start, ENTITIES_BY_ID, { version })
    },

    scanTies({ size, cursor }: ScanQuery, { version, all }: GraphVersion): Batch<Tie> {
      const start = readStart(cursor, TIES_BY_IDS)
      const [a = '', b = ''] = start.after ?? []
      const { items, more } = upTo(size, ties.all({ a, b, limit: size + 1 }))
      const found = {
        items: (items as unknown as TieScanRow[]).map((row) => fromRow(row, all)),
        more,
      }
      return toBatch(found, start, TIES_BY_IDS, { version })
    },

    firsts(query: FirstsQuery, { version, all }: GraphVersion): Page<Tie> {
      const rows = firsts.all(query.since) as unknown as TieScanRow[]
      return toFirstsPage(
        rows.map((row) => fromRow(row, all)),
        query,
        version,
      )
    },
  }
}

interface TieScanRow extends TieCounts {
  aId: string
  aKind: TieEnd['kind']
  aName: string
  aSentences: number
  bId: string
  bKind: TieEnd['kind']
  bName: string
  bSentences: number
}

function fromRow(row: TieScanRow, all: number): Tie {
  const a = { id: row.aId, kind: row.aKind, name: row.aName, sentences: row.aSentences }
  const b = { id: row.bId, kind: row.bKind, name: row.bName, sentences: row.bSentences }
  return toTie(a, b, row, all)
}
