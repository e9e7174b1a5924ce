import type { DatabaseSync } from 'node:sqlite'
import type { EntityKind } from '#core/article.ts'
import { decodeNames } from '#core/reading.ts'
import {
  type GraphRoute,
  HOPS_OF_ENTITY,
  type RoutesQuery,
  compareHops,
  hopScore,
  hubPlace,
} from '#core/graph/routes.ts'
import { eachTied } from '#core/graph/ties.ts'
import { throwIfAborted } from '../../shared/cancellation.ts'
import { type HopFrom, middleOf, toRoutes } from '../../shared/route-finding.ts'
import type { GraphVersion } from '../../shared/tie-mapping.ts'
import { topK } from '../../shared/top-k.ts'
import { OF_ENTITY } from './of-entity.ts'

interface End {
  row: number
  id: string
  kind: EntityKind
  name: string
  sentences: number
}

const TIES = `
  select other.row, other.id, other.kind, other.name, other.sentences as alone,
    other.articles as size, tie.sentences, tie.articles, tie.stories, tie.first, tie.last
  ${OF_ENTITY} and tie.stories >= :minStories`

const READINGS = `
  select reading.names
  from (select distinct article from named where entity = :row) mentioning
    cross join article on article.row = mentioning.article
    cross join reading using (row)
  where substr(article.published_at, 1, 7) between :from and :to`

/**
 * Finds routes from the best hops of both ends and of their neighbours; call it inside a read
 * transaction. Looks at the signal before it reads the hops of each.
 */
export function createRouteFinder(db: DatabaseSync) {
  const tiesOf = db.prepare(TIES)
  const readings = db.prepare(READINGS)
  const count = db.prepare('select count(*) as value from entity')
  const place = db.prepare('select articles from entity order by articles limit 1 offset ?')
  const entityById = db.prepare('select row, id, kind, name, sentences from entity where id = ?')
  let cutoff = { version: -1, articles: 0 }

  function largest(version: number): number {
    if (cutoff.version !== version) {
      const { value } = count.get() as { value: number }
      const found = place.get(hubPlace(value)) as { articles: number } | undefined
      cutoff = { version, articles: found?.articles ?? 0 }
    }
    return cutoff.articles
  }

  /** Counts the sentences of a period that tie the entity to each other one. */
  function within(row: number, { from, to }: NonNullable<RoutesQuery['period']>) {
    const counts = new Map<number, number>()
    for (const { names } of readings.iterate({ row, from, to }) as Iterable<{
      names: Uint8Array
    }>) {
      eachTied(row, decodeNames(names), (other) => {
        counts.set(other, (counts.get(other) ?? 0) + 1)
      })
    }
    return counts
  }

  return (
    a: End,
    b: End,
    query: RoutesQuery,
    { all, version }: GraphVersion,
    signal?: AbortSignal,
  ): GraphRoute[] => {
    const avoided = new Set(query.avoid)
    const most = query.hubs ? Infinity : largest(version)

    function isAllowed({ id, kind, size }: HopRow): boolean {
      if (id === a.id || id === b.id) return true
      if (avoided.has(id) || query.avoidKinds.includes(kind)) return false
      return query.hubs || (kind !== 'country' && size <= most)
    }

    function hopsOf({ row, id: from, sentences: own }: End): HopFrom[] {
      throwIfAborted(signal)
      const ties = tiesOf.all({
        row,
        minArticles: 1,
        minStories: query.minStories,
      }) as unknown as HopRow[]
      const inPeriod = query.period && within(row, query.period)
      const hops = ties.filter(isAllowed).flatMap((tie) => {
        const { id, kind, name, alone, articles, stories, first, last } = tie
        const sentences = inPeriod ? (inPeriod.get(tie.row) ?? 0) : tie.sentences
        if (inPeriod && sentences < query.minStories) return []
        const counts = { together: sentences, a: own, b: alone, all }
        const score = hopScore(counts, stories / articles)
        const hop = { from, other: { id, kind, name }, sentences, stories, first, last, score }
        return [{ id, score, hop }]
      })
      return topK(hops, HOPS_OF_ENTITY, compareHops).map(({ hop }) => hop)
    }

    const first = [...hopsOf(a), ...hopsOf(b)]
    const middle = middleOf(first, query).map((id) => entityById.get(id) as unknown as End)
    return toRoutes([...first, ...middle.flatMap(hopsOf)], [toRef(a), toRef(b)], query)
  }
}

interface HopRow {
  row: number
  id: string
  kind: EntityKind
  name: string
  /** Sentences that name it. */
  alone: number
  /** Articles that name it. */
  size: number
  sentences: number
  articles: number
  stories: number
  first: string | null
  last: string | null
}

const toRef = ({ id, kind, name }: End) => ({ id, kind, name })
