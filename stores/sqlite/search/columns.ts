import type { DatabaseSync } from 'node:sqlite'
import type { EntityKind } from '#core/article.ts'
import { cityName } from '#core/city.ts'
import type { KeywordField } from '#core/fields.ts'
import { toDay } from '#core/graph/period.ts'
import type { EntityRef } from '#core/graph.ts'
import { decodeNames } from '#core/reading.ts'
import { type KeywordColumn, createKeywordList, createSingleKeyword } from './keyword-columns.ts'

/*
 * Per-article data for facets, filters, dates and sorting, in typed arrays by row: counting the
 * names of a broad search takes SQL a third of a second, this a few milliseconds. Follows the
 * archive by rev.
 */
export interface Columns {
  /** Rev of the archive whose state this is. */
  readonly version: number
  /** Greater than every row. */
  readonly size: number
  /** 1 for each row with an article. */
  readonly live: Uint8Array
  /** Publication time in milliseconds since 1970; NaN without a date. */
  readonly time: Float64Array
  /** Start in UTC of the article's local day; NaN without a date. */
  readonly day: Float64Array
  /** The number of its story. */
  readonly story: Float64Array
  readonly keywords: Record<KeywordField, KeywordColumn>
  id(row: number): string
  /** "2023-06-22"; null without a date. */
  dayOf(row: number): string | null
  /** Pairs of sentence and entity row: `[sentence, entity, …]`. */
  names(row: number): Int32Array
  entity(row: number): EntityRef | undefined
  /** Sentences of the whole archive that name an entity. */
  sentencesOfEntity(row: number): number
  /** Undefined if no sentence names it. */
  entityRow(id: string): number | undefined
  /** Number of an article's sentences. */
  sentences(row: number): number
  /** Undefined if no sentence names it. */
  entityName(id: string): string | undefined
  /** Rows of all articles. */
  all(): Int32Array
  /** Position of every row in the order; undated articles last, equal dates by id. */
  rank(order: 'newest' | 'oldest'): Int32Array
  /**
   * Reads changes up to the archive's current rev; call it inside the read transaction that
   * answers.
   */
  refresh(rev: number): void
}

interface EntityRow extends EntityRef {
  row: number
  sentences: number
}

interface ArticleRow {
  row: number
  id: string
  published_at: string | null
  source: string
  language: string
  authors: string
  place: string | null
  story: number
  cities: string
  sentences: number
  names: Uint8Array
}

/** The values of each keyword field of an `article` row. */
const KEYWORD_VALUES: Record<KeywordField, (article: ArticleRow) => readonly string[]> = {
  city: ({ cities }) => listIn(cities),
  source: ({ source }) => [source],
  author: ({ authors }) => listIn(authors),
  place: ({ place }) => (place === null ? [] : [place]),
  lang: ({ language }) => [language],
}
const listIn = (json: string) => (json === '[]' ? [] : (JSON.parse(json) as string[]))
const KEYWORDS = Object.keys(KEYWORD_VALUES) as KeywordField[]

const CHANGED = `
  select row, id, published_at, source, language, authors, place, story, article.sentences, names,
    (select json_group_array(distinct city) from located where located.article = row) as cities
  from article join reading using (row) where rev > ? order by row`

export function createColumns(db: DatabaseSync): Columns {
  const sql = {
    lastRow: db.prepare('select ifnull(max(row), 0) as value from article'),
    changed: db.prepare(CHANGED),
    removed: db.prepare('select row from removed where rev > ?'),
    entities: db.prepare('select row, id, kind, name, sentences from entity where rev > ?'),
    entityName: db.prepare('select name from entity where id = ?'),
    entityRow: db.prepare('select row from entity where id = ?'),
  }
  const keywords: Columns['keywords'] = {
    city: createKeywordList(cityName),
    source: createSingleKeyword(),
    author: createKeywordList(),
    place: createSingleKeyword(),
    lang: createSingleKeyword(),
  }
  const ids: string[] = []
  const names: Int32Array[] = []
  const entities = new Map<number, EntityRef>()
  const naming = new Map<number, number>()
  const ranks = new Map<'newest' | 'oldest', Int32Array>()
  const NO_NAMES = new Int32Array(0)
  let version = -1
  let live = new Uint8Array(0)
  let time = new Float64Array(0)
  let sentences = new Int32Array(0)
  let day = new Float64Array(0)
  let story = new Float64Array(0)
  let rows: Int32Array | null = null

  function refresh(rev: number): void {
    if (rev === version) return
    const { value } = sql.lastRow.get() as { value: number }
    grow(value + 1)
    for (const { row } of sql.removed.all(version) as { row: number }[]) forget(row)
    for (const article of sql.changed.iterate(version)) take(article as unknown as ArticleRow)
    for (const entity of sql.entities.iterate(version)) {
      const { row, id, kind, name, sentences } = entity as unknown as EntityRow
      entities.set(row, { id, kind: kind satisfies EntityKind, name })
      naming.set(row, sentences)
    }
    version = rev
    rows = null
    ranks.clear()
  }

  function grow(size: number): void {
    if (size <= live.length) return
    const room = Math.max(size, Math.ceil(live.length * 1.5))
    live = enlarged(live, new Uint8Array(room))
    time = enlarged(time, new Float64Array(room))
    sentences = enlarged(sentences, new Int32Array(room))
    day = enlarged(day, new Float64Array(room))
    story = enlarged(story, new Float64Array(room))
    for (const field of KEYWORDS) keywords[field].grow(room)
  }

  function take(article: ArticleRow): void {
    const { row } = article
    live[row] = 1
    time[row] = article.published_at === null ? NaN : Date.parse(article.published_at)
    day[row] = article.published_at === null ? NaN : Date.parse(article.published_at.slice(0, 10))
    for (const field of KEYWORDS) keywords[field].set(row, KEYWORD_VALUES[field](article))
    story[row] = article.story
    sentences[row] = article.sentences
    ids[row] = article.id
    names[row] = decodeNames(article.names)
  }

  function forget(row: number): void {
    if (row < live.length) live[row] = 0
  }

  function all(): Int32Array {
    if (rows) return rows
    const found = new Int32Array(live.length)
    let count = 0
    for (let row = 0; row < live.length; row++) if (live[row]) found[count++] = row
    return (rows = found.slice(0, count))
  }

  function rank(order: 'newest' | 'oldest'): Int32Array {
    const known = ranks.get(order)
    if (known) return known
    const sign = order === 'newest' ? -1 : 1
    const key = (row: number) => (Number.isNaN(time[row]) ? Infinity : sign * time[row]!)
    const keys = Float64Array.from(all(), key)
    const positions = Int32Array.from(keys.keys()).sort(
      (x, y) => compare(keys[x]!, keys[y]!) || compare(ids[all()[x]!]!, ids[all()[y]!]!),
    )
    const ranked = new Int32Array(live.length)
    positions.forEach((position, place) => (ranked[all()[position]!] = place))
    ranks.set(order, ranked)
    return ranked
  }

  return {
    get version() {
      return version
    },
    get size() {
      return live.length
    },
    get live() {
      return live
    },
    get time() {
      return time
    },
    get day() {
      return day
    },
    get story() {
      return story
    },
    keywords,
    id: (row) => ids[row]!,
    dayOf: (row) => (Number.isNaN(day[row]) ? null : toDay(day[row]!)),
    names: (row) => names[row] ?? NO_NAMES,
    entity: (row) => entities.get(row),
    sentencesOfEntity: (row) => naming.get(row) ?? 0,
    entityRow: (id) => (sql.entityRow.get(id) as { row: number } | undefined)?.row,
    sentences: (row) => sentences[row]!,
    entityName: (id) => (sql.entityName.get(id) as { name: string } | undefined)?.name,
    all,
    rank,
    refresh,
  }
}

const compare = <T extends number | string>(a: T, b: T) => (a < b ? -1 : a > b ? 1 : 0)

function enlarged<T extends Uint8Array | Int32Array | Float64Array>(old: T, room: T): T {
  room.set(old)
  return room
}
