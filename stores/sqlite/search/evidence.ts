import type { DatabaseSync } from 'node:sqlite'
import { isCityId, nameId } from '#core/city.ts'
import { MAX_RANKED, toBestPage } from '#core/graph/evidence-ranking.ts'
import type { Page } from '#core/page.ts'
import { conjunctsOf } from '#core/query/conjuncts.ts'
import { pageOfPlaces, readPlace } from '#core/list-place.ts'
import { decodeReading } from '#core/reading.ts'
import { type Evidence, type EvidenceQuery, isEverything } from '#core/search.ts'
import { storyId } from '#core/stories/story-id.ts'
import { singleSpaced } from '#core/text.ts'
import type { Counted } from '#core/graph/ties.ts'
import { evidenceSpans } from '../../shared/evidence-spans.ts'
import { listName } from '../../shared/list-name.ts'
import type { Columns } from './columns.ts'
import type { Matcher } from './matching.ts'
import { type DateOrder, sortedRows } from './date-orders.ts'
import type { Place, TyingPlace } from './places.ts'
import { type RowSet, has, intersection, rowsOf } from './row-set.ts'
import type { RowsOfTie } from './ties.ts'

interface TextRow {
  id: string
  story: number
  title: string
  publishedAt: string | null
  source: string
  body: string
  dateline: string | null
  sentences: string
  mentions: string
  roles: string
}

const IN_CITY = 'select article as row, sentence from located where city = ?'

const TEXT = `
  select a.id, a.story, a.title, a.published_at as publishedAt, a.source, t.body, t.dateline,
    r.sentences, r.mentions, r.roles
  from article a join article_text t using (row) join reading r using (row) where row = ?`

/** Lists the sentences that name one entity, or two together. */
export function createEvidence(db: DatabaseSync, columns: Columns, matcher: Matcher) {
  const { places } = matcher.evaluator
  const inCity = db.prepare(IN_CITY)
  const text = db.prepare(TEXT)

  const rowOf = (id: string) => columns.entityRow(id) ?? -1

  /** In the order of the list. */
  function placesOf(query: EvidenceQuery, order: DateOrder): Place[] {
    const { entities, written, search } = query
    const kept = isEverything(search) ? null : matcher.matching(conjunctsOf(search))
    const found = isCityId(entities[0])
      ? placesInCity(entities[0], kept, order)
      : placesOfNames(query, kept, order)
    return written === undefined ? found : found.filter(writes(written, entities))
  }

  function placesInCity(city: string, kept: RowSet | null, order: DateOrder): Place[] {
    const rank = columns.rank(order)
    return (inCity.all(city) as unknown as Place[])
      .filter(({ row }) => !kept || has(kept, row))
      .sort((x, y) => rank[x.row]! - rank[y.row]! || x.sentence - y.sentence)
  }

  function placesOfNames(
    { entities, lists = false, search: { filters } }: EvidenceQuery,
    kept: RowSet | null,
    order: DateOrder,
  ): Place[] {
    const [a, b] = entities.map(rowOf) as [number, number?]
    const { stated } = filters
    const named = b === undefined ? places.naming(a, stated) : places.namingBoth(a, b, stated)
    const rows = sortedRows(columns, kept ? intersection(named, kept) : named, order)
    if (b === undefined) return places.sentences(a, rows, stated)
    return places.shared(a, b, rows, stated).filter(({ isTying }) => lists || isTying)
  }

  /** Written forms are only in the readings; each is read once. */
  function writes(written: string, entities: string[]): (place: Place) => boolean {
    const sentences = new Map<number, Set<number | null>>()
    return ({ row, sentence }) => {
      let found = sentences.get(row)
      if (!found) {
        const stored = text.get(row) as unknown as TextRow
        const { mentions } = decodeReading(stored, stored)
        const writing = mentions.filter(
          (mention) =>
            entities.includes(nameId(mention)!) && singleSpaced(mention.surface) === written,
        )
        found = new Set(writing.map((mention) => mention.sentence))
        sentences.set(row, found)
      }
      return found.has(sentence)
    }
  }

  function toEvidence({ row, sentence }: Place, entities: string[]): Evidence {
    const { id, story, title, publishedAt, source, ...stored } = text.get(row) as unknown as TextRow
    const texts = { title, body: stored.body, dateline: stored.dateline }
    const { sentences, mentions } = decodeReading(stored, texts)
    const { field, start, end } = sentences.find(({ n }) => n === sentence)!
    return {
      article: { id, title, publishedAt, source },
      story: storyId(story),
      sentence,
      text: texts[field].slice(start, end),
      spans: evidenceSpans(mentions, { sentence, start, entities }),
    }
  }

  const listOf = ({ entities, written, lists, search, sort, fold }: EvidenceQuery) =>
    listName('evidence', entities, written, lists, search, sort, fold)
  const keyOf = ({ row, sentence }: Place) => `${columns.id(row)} ${sentence}`

  function byDate(query: EvidenceQuery & { sort: 'newest' | 'oldest' }): Page<Evidence> {
    const { entities, sort, cursor, size } = query
    return pageOfPlaces(placesOf(query, sort), {
      list: listOf(query),
      cursor,
      size,
      version: columns.version,
      keyOf,
      toItem: (place) => toEvidence(place, entities),
    })
  }

  return {
    evidence(query: EvidenceQuery): Page<Evidence> {
      const { sort } = query
      if (sort !== 'best') return byDate({ ...query, sort })
      const list = listOf(query)
      // Before anything is read for it.
      readPlace(query.cursor, list)
      const newest = { ...query, sort: 'newest', size: MAX_RANKED, cursor: undefined } as const
      return toBestPage(byDate(newest), query, list)
    },
    /** Rows of the articles of each sentence that names both, and of those that name each one. */
    rowsOfTie([x, y]: [string, string], { lists, stated }: Counted): RowsOfTie {
      const [a, b] = [places.naming(rowOf(x), stated), places.naming(rowOf(y), stated)]
      const shared = places.shared(rowOf(x), rowOf(y), rowsOf(intersection(a, b)), stated)
      const rowsIn = (some: TyingPlace[]) => some.map(({ row }) => row)
      return {
        together: rowsIn(shared.filter(({ isTying }) => isTying || lists)),
        inLists: rowsIn(shared.filter(({ isTying }) => !isTying)),
        a,
        b,
      }
    },
  }
}
