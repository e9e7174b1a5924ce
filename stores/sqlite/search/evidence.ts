import type { DatabaseSync } from 'node:sqlite'
import { isCityId, nameId } from '#core/city.ts'
import { MAX_RANKED, toBestPage } from '#core/graph/evidence-ranking.ts'
import type { Page } from '#core/page.ts'
import { conjunctsOf } from '#core/query/conjuncts.ts'
import { pageOfPlaces, readPlace } from '#core/list-place.ts'
import { decodeReading } from '#core/reading.ts'
import { type Evidence, type EvidenceQuery, type Search, isEverything } from '#core/search.ts'
import { singleSpaced } from '#core/text.ts'
import { TYING } from '#core/graph/sqlite-tying.ts'
import { MAX_ENTITIES_OF_LIST } from '#core/graph/ties.ts'
import { listName } from '../../shared/list-name.ts'
import type { Columns } from './columns.ts'
import type { Matcher } from './matching.ts'
import { has } from './row-set.ts'
import type { RowsOfTie } from './ties.ts'

interface Place {
  row: number
  sentence: number
}

interface TyingPlace extends Place {
  /** 0 for a list, or if one of the two is only mentioned aside. */
  tying: 0 | 1
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
}

const ONE = 'select article as row, sentence from named where entity = ?'

const IN_CITY = 'select article as row, sentence from located where city = ?'

const BOTH = `
  select x.article as row, x.sentence, ${TYING} as tying from named x join named y using (article, sentence)
  where x.entity = ? and y.entity = ? and x.entities <= ${MAX_ENTITIES_OF_LIST}`

const TEXT = `
  select a.id, a.title, a.published_at as publishedAt, a.source, t.body, t.dateline,
    r.sentences, r.mentions, r.roles
  from article a join article_text t using (row) join reading r using (row) where row = ?`

/** Lists the sentences that name one entity, or two together. */
export function createEvidence(db: DatabaseSync, columns: Columns, matcher: Matcher) {
  const entityRow = db.prepare('select row from entity where id = ?')
  const one = db.prepare(ONE)
  const inCity = db.prepare(IN_CITY)
  const both = db.prepare(BOTH)
  const text = db.prepare(TEXT)

  function rowOf(id: string): number {
    return (entityRow.get(id) as { row: number } | undefined)?.row ?? -1
  }

  function placesOf({ entities, written, lists, search }: EvidenceQuery): Place[] {
    const places = isCityId(entities[0])
      ? (inCity.all(entities[0]) as unknown as Place[])
      : placesOfNames(entities, lists)
    const kept = isEverything(search) ? places : keptBy(search, places)
    return written === undefined ? kept : kept.filter(writes(written, entities))
  }

  function placesOfNames(entities: string[], lists: boolean | undefined): Place[] {
    const [row, other] = entities.map(rowOf)
    return other === undefined ? named(row!) : pair(row!, other, lists)
  }

  const named = (entity: number) => one.all(entity) as unknown as Place[]

  function pair(a: number, b: number, lists = false): Place[] {
    const places = both.all(a, b) as unknown as TyingPlace[]
    return lists ? places : places.filter(({ tying }) => tying === 1)
  }

  function keptBy(search: Search, places: Place[]): Place[] {
    const kept = matcher.matching(conjunctsOf(search))
    return places.filter(({ row }) => has(kept, row))
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
    const { id, title, publishedAt, source, ...stored } = text.get(row) as unknown as TextRow
    const texts = { title, body: stored.body, dateline: stored.dateline }
    const { sentences, mentions } = decodeReading(stored, texts)
    const { field, start, end } = sentences.find(({ n }) => n === sentence)!
    return {
      article: { id, title, publishedAt, source },
      sentence,
      text: texts[field].slice(start, end),
      spans: mentions
        .filter((mention) => mention.sentence === sentence && entities.includes(nameId(mention)!))
        .map((mention) => ({
          start: mention.start - start,
          end: mention.end - start,
          entity: nameId(mention)!,
        })),
    }
  }

  const listOf = ({ entities, written, lists, search, sort }: EvidenceQuery) =>
    listName('evidence', entities, written, lists, search, sort)
  const keyOf = ({ row, sentence }: Place) => `${columns.id(row)} ${sentence}`

  function byDate(query: EvidenceQuery & { sort: 'newest' | 'oldest' }): Page<Evidence> {
    const { entities, sort, cursor, size } = query
    const rank = columns.rank(sort)
    const places = placesOf(query).sort(
      (a, b) => rank[a.row]! - rank[b.row]! || a.sentence - b.sentence,
    )
    return pageOfPlaces(places, {
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
    rowsOfTie([x, y]: [string, string], lists = false): RowsOfTie {
      const [a, b] = [rowOf(x), rowOf(y)]
      const articles = (row: number) => named(row).map((place) => place.row)
      const [counted, left] = [[] as number[], [] as number[]]
      for (const { row, tying } of both.all(a, b) as unknown as TyingPlace[]) {
        if (tying === 1 || lists) counted.push(row)
        if (tying === 0) left.push(row)
      }
      return { together: counted, inLists: left, a: articles(a), b: articles(b) }
    },
  }
}
