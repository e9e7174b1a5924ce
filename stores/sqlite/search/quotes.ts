import type { DatabaseSync } from 'node:sqlite'
import type { Page } from '#core/page.ts'
import { toQuote } from '#core/quote.ts'
import { conjunctsOf } from '#core/query/conjuncts.ts'
import { decodeReading } from '#core/reading.ts'
import { isNarrow, type Quote, type QuotesQuery } from '#core/search.ts'
import { listName } from '../../shared/list-name.ts'
import type { Columns } from './columns.ts'
import { pageOfPlaces } from '#core/list-place.ts'
import type { Matcher } from './matching.ts'
import { has } from './row-set.ts'

interface Place {
  row: number
  nth: number
}

interface TextRow {
  id: string
  title: string
  publishedAt: string | null
  source: string
  body: string
  dateline: string | null
  sentences: string
  mentions: string
  roles: string
  quotations: string
}

const SAID = `
  select article as row, nth from said
  where entity = :entity and (:direct is null or direct = :direct) and inferred <= :inferred`

const TEXT = `
  select a.id, a.title, a.published_at as publishedAt, a.source, t.body, t.dateline,
    r.sentences, r.mentions, r.roles, r.quotations
  from article a join article_text t using (row) join reading r using (row) where row = ?`

/** Lists what an entity is reported to have said. */
export function createQuotes(db: DatabaseSync, columns: Columns, matcher: Matcher) {
  const said = db.prepare(SAID)
  const text = db.prepare(TEXT)
  const nameOf = db.prepare('select name from entity where id = ?')

  function placesOf({ entity, direct, filters }: QuotesQuery): Place[] {
    const only = direct === undefined ? null : Number(direct)
    const inferred = filters.stated ? 0 : 1
    const places = said.all({ entity, direct: only, inferred }) as unknown as Place[]
    if (!isNarrow(filters)) return places
    const kept = matcher.matching(conjunctsOf({ query: null, filters }))
    return places.filter(({ row }) => has(kept, row))
  }

  function quoteAt({ row, nth }: Place, speaker: Quote['speaker']): Quote {
    const { id, publishedAt, source, ...stored } = text.get(row) as unknown as TextRow
    const { sentences, quotations } = decodeReading(stored, stored)
    return {
      article: { id, title: stored.title, publishedAt, source },
      speaker,
      ...toQuote(quotations[nth]!, stored, sentences),
    }
  }

  const keyOf = ({ row, nth }: Place) => `${columns.id(row)} ${nth}`

  return (query: QuotesQuery): Page<Quote> => {
    const { entity, sort, size, cursor } = query
    const rank = columns.rank(sort)
    const places = placesOf(query).sort((a, b) => rank[a.row]! - rank[b.row]! || a.nth - b.nth)
    const { name = entity } = (nameOf.get(entity) as { name: string } | undefined) ?? {}
    return pageOfPlaces(places, {
      list: listName('quotes', entity, query.direct, query.filters, sort),
      cursor,
      size,
      version: columns.version,
      keyOf,
      toItem: (place) => quoteAt(place, { id: entity, name }),
    })
  }
}
