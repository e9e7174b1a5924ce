import { type Change, type PeriodCount, changeOf, rateScore } from '#core/graph/changes.ts'
import { compareText } from '#core/text/compare-text.ts'
import { InvalidQueryError } from '#core/errors.ts'
import type { EntityRef } from '#core/graph.ts'
import { pageOfPlaces } from '#core/list-place.ts'
import type { Page, PageQuery } from '#core/page.ts'
import { MAX_NETWORK } from '#core/graph/network.ts'
import { parsePeriod } from '#core/graph/period.ts'
import type {
  CountUnit,
  Evidence,
  Network,
  NetworkQuery,
  Search,
  SearchStore,
} from '#core/search.ts'
import { listName } from '#stores/shared/list-name.ts'

/** Days, months or years, both inclusive. */
export interface Span {
  from: string
  to: string
}

export interface ChangedTie extends Changed {
  a: EntityRef
  b: EntityRef
}

export interface ChangedEntity extends Changed {
  entity: EntityRef
}

interface Changed {
  change: Change
  earlier: PeriodCount
  later: PeriodCount
  /** See `rateScore`. */
  score: number
}

/** Two networks of the same names in two periods. */
export interface TwoNetworks {
  refs: Map<string, EntityRef>
  earlier: Network
  later: Network
  /** True if some entities of the periods were left out. */
  isCut: boolean
}

/** "1987-03..1987-05" or "1987-06"; throws InvalidQueryError. */
export function parseSpan(parameter: 'earlier' | 'later', written: string): Span {
  const [from = '', to = from, ...more] = written.split('..')
  const [start, end] = [parsePeriod(from), parsePeriod(to)]
  if (!start || !end || more.length > 0) {
    const message = `${parameter} must be a period such as 2023-06 or 2023-03..2023-05`
    throw new InvalidQueryError(message, { parameter })
  }
  if (start.start >= end.end) {
    throw new InvalidQueryError(`${parameter} ends (${to}) before it begins (${from})`, {
      parameter,
    })
  }
  return { from, to }
}

/** Throws InvalidQueryError unless one period ends before the other begins. */
export function assertInOrder(earlier: Span, later: Span): void {
  if (parsePeriod(earlier.to)!.end <= parsePeriod(later.from)!.start) return
  throw new InvalidQueryError('later must begin after the end of earlier', { parameter: 'later' })
}

/** The most frequent entities of each period, with their counts and ties in both. */
export async function readTwoNetworks(
  store: SearchStore,
  { search, lists }: Pick<NetworkQuery, 'search' | 'lists'>,
  spans: { earlier: Span; later: Span },
  signal: AbortSignal,
): Promise<TwoNetworks> {
  const within = ({ from, to }: Span): Search => {
    return { query: search.query, filters: { ...search.filters, from, to } }
  }
  const [earlier, later] = [within(spans.earlier), within(spans.later)]
  const half = MAX_NETWORK / 2
  const frequent = { rank: 'frequent', size: half } as const
  const most = await Promise.all(
    [earlier, later].map((asked) => store.network({ search: asked, ...frequent }, signal)),
  )
  const refs = new Map(
    most.flatMap(({ entities }) =>
      entities.map(({ id, kind, name }) => [id, { id, kind, name }] as const),
    ),
  )
  const among = {
    ...({ rank: 'frequent', size: MAX_NETWORK, count: 'stories', lists } as const),
    among: [...refs.keys()],
  }
  const [before, after] = await Promise.all(
    [earlier, later].map((asked) => store.network({ search: asked, ...among }, signal)),
  )
  const isCut = most.some(({ entities }) => entities.length === half)
  return { refs, earlier: before!, later: after!, isCut }
}

/** Changed ties, largest change first. */
export function changedTies({ refs, earlier, later }: TwoNetworks, count: CountUnit): ChangedTie[] {
  const key = ({ a, b }: { a: string; b: string }) => `${a} ${b}`
  const [before, after] = [byKey(earlier.ties, key), byKey(later.ties, key)]
  return changedOf(before, after, { earlier, later, count }).map(({ key: pair, ...changed }) => {
    const [a, b] = pair.split(' ') as [string, string]
    return { a: refs.get(a)!, b: refs.get(b)!, ...changed }
  })
}

/** Changed entities, largest change first. */
export function changedEntities(
  { refs, earlier, later }: TwoNetworks,
  count: CountUnit,
): ChangedEntity[] {
  const key = ({ id }: { id: string }) => id
  const [before, after] = [byKey(earlier.entities, key), byKey(later.entities, key)]
  return changedOf(before, after, { earlier, later, count }).map(({ key: id, ...changed }) => {
    return { entity: refs.get(id)!, ...changed }
  })
}

/** The requested page of changes; another page is of the same list only if everything else asked for is the same. */
export function pageOfChanges(
  changes: (ChangedTie | ChangedEntity)[],
  { of, count, lists, size, cursor }: { of: string; count: CountUnit; lists: boolean } & PageQuery,
  within: { search: Search; spans: object; version: number },
): Page<ChangedTie | ChangedEntity> {
  return pageOfPlaces(changes, {
    list: listName('changes', of, count, lists, within.search, within.spans),
    ...{ cursor, size, version: within.version },
    keyOf: (changed) => ('a' in changed ? `${changed.a.id} ${changed.b.id}` : changed.entity.id),
    toItem: (changed) => changed,
  })
}

/** The first sentence of the later period that names both, or of the earlier one if the tie is gone. */
export async function firstSentence(
  store: SearchStore,
  { a, b, change }: ChangedTie,
  { search: { query, filters }, lists }: Pick<NetworkQuery, 'search' | 'lists'>,
  spans: { earlier: Span; later: Span },
  signal: AbortSignal,
): Promise<Evidence | null> {
  const within = { ...filters, ...(change === 'gone' ? spans.earlier : spans.later) }
  const entities: [string, string] = [a.id, b.id]
  const search = { query, filters: within }
  const { items } = await store.evidence(
    { entities, lists, search, sort: 'oldest', size: 1 },
    signal,
  )
  return items[0] ?? null
}

const NONE: PeriodCount = { sentences: 0, articles: 0, stories: 0 }

function byKey<T extends PeriodCount>(
  items: T[],
  key: (item: T) => string,
): Map<string, PeriodCount> {
  return new Map(items.map((item) => [key(item), item]))
}

function changedOf(
  before: Map<string, PeriodCount>,
  after: Map<string, PeriodCount>,
  { earlier, later, count }: Omit<TwoNetworks, 'refs' | 'isCut'> & { count: CountUnit },
) {
  const totalOf = ({ total }: Network) => (count === 'stories' ? total.stories! : total).value
  const totals = { earlier: totalOf(earlier), later: totalOf(later) }
  const found = [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [was, is] = [before.get(key) ?? NONE, after.get(key) ?? NONE].map(countsOf) as [
      PeriodCount,
      PeriodCount,
    ]
    const score = rateScore({ earlier: was[count], later: is[count] }, totals)
    const change = changeOf(was, is, score)
    return change ? [{ key, change, earlier: was, later: is, score }] : []
  })
  return found.sort((x, y) => Math.abs(y.score) - Math.abs(x.score) || compareText(x.key, y.key))
}

const countsOf = ({ sentences, articles, stories }: PeriodCount): PeriodCount => {
  return { sentences, articles, stories }
}
