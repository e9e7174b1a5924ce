import type { DatabaseSync } from 'node:sqlite'
import type {
  Analysis,
  AnalysisShelf,
  AnalysisSummary,
  GraphMap,
  Standing,
  StandingQuery,
  StandingSort,
} from '#core/analysis/analysis.ts'
import { readCursor, writeCursor } from '#core/cursor.ts'
import { changedSince } from '#core/list-place.ts'
import { openBeside, writing } from './beside.ts'
import { inTransaction } from '#core/files/sqlite-transaction.ts'

const SUMMARY =
  'select version, made, entities, ties, sources, modularity, communities from analysis'
const STANDING =
  'select entity as id, kind, name, articles, degree, betweenness, community from standing'
const OF_COMMUNITY = '(:community is null or community = :community)'
const ORDERS: Record<StandingSort, string> = {
  betweenness: 'betweenness desc',
  degree: 'degree desc',
  articles: 'articles desc',
}

/** Version in which a list began, and the offset of a page. */
type Place = [began: number, offset: number]

const isPlace = (place: unknown[]): boolean =>
  place.length === 2 &&
  place.every((value) => Number.isSafeInteger(value) && (value as number) >= 0)

/** Opens the analysis in an archive's file, over a separate connection. */
export function openAnalysisShelf(path: string): AnalysisShelf {
  let db: DatabaseSync | null = null
  const opened = () => (db ??= openBeside(path, 'standing'))

  function version(): number | null {
    const row = opened().prepare('select version from analysis').get() as
      Pick<AnalysisSummary, 'version'> | undefined
    return row?.version ?? null
  }

  function summary(): AnalysisSummary | null {
    const row = opened().prepare(SUMMARY).get() as Record<string, string> | undefined
    if (!row) return null
    const { communities, ...numbers } = row
    const list = JSON.parse(communities!) as AnalysisSummary['communities']
    return { ...numbers, communities: list } as unknown as AnalysisSummary
  }

  function standing({ sort, community: only, size, cursor }: StandingQuery) {
    const community = only ?? null
    const made = version()
    if (made === null) return null
    const list = `standing ${sort} ${community ?? ''}`
    const [began, offset] = (readCursor(cursor, list, isPlace) as Place | null) ?? [made, 0]
    const { value } = opened()
      .prepare(`select count(*) as value from standing where ${OF_COMMUNITY}`)
      .get({ community }) as { value: number }
    const items = opened()
      .prepare(
        `${STANDING} where ${OF_COMMUNITY} order by ${ORDERS[sort]}, entity limit :size offset :offset`,
      )
      .all({ community, size, offset }) as unknown as Standing[]
    const next = offset + items.length
    return {
      items,
      total: { value, relation: 'eq' as const },
      next: items.length > 0 && next < value ? writeCursor(list, [began, next]) : null,
      version: made,
      ...changedSince(began, made),
    }
  }

  function map(): GraphMap | null {
    const row = opened().prepare('select map from analysis').get() as { map: string } | undefined
    return row ? (JSON.parse(row.map) as GraphMap) : null
  }

  return {
    version: async () => version(),
    summary: async () => summary(),
    standing: async (query) => standing(query),
    standingOf: async (id) =>
      (opened().prepare(`${STANDING} where entity = ?`).get(id) as Standing | undefined) ?? null,
    map: async () => map(),
    put: (analysis) => writing(() => replace(opened(), analysis)),
    async close() {
      db?.close()
      db = null
    },
  }
}

function replace(db: DatabaseSync, { standing, communities, map, ...summary }: Analysis): void {
  inTransaction(db, () => {
    db.exec('delete from analysis; delete from standing')
    db.prepare(
      `insert into analysis (only, version, made, entities, ties, sources, modularity, communities, map)
       values (1, :version, :made, :entities, :ties, :sources, :modularity, :communities, :map)`,
    ).run({ ...summary, communities: JSON.stringify(communities), map: JSON.stringify(map) })
    const insert = db.prepare(
      `insert into standing (entity, kind, name, articles, degree, betweenness, community)
       values (:id, :kind, :name, :articles, :degree, :betweenness, :community)`,
    )
    for (const each of standing) insert.run({ ...each })
  })
}
