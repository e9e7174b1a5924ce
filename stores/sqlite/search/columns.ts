import type { DatabaseSync } from 'node:sqlite'
import { ENTITY_KINDS, type EntityKind } from '#core/article.ts'
import { cityName } from '#core/city.ts'
import type { KeywordField } from '#core/fields.ts'
import { toDay } from '#core/graph/period.ts'
import { eachName } from '#core/graph/ties.ts'
import type { EntityRef } from '#core/graph.ts'
import { decodeNames } from '#core/reading.ts'
import { type DateOrder, createDateOrders } from './date-orders.ts'
import { type KeywordColumn, type SharedKeywords, createKeywordColumn } from './keyword-columns.ts'
import { RowTexts, type TextArrays } from './row-texts.ts'
import { type SliceArrays, type Slices, numberSlices } from './slices.ts'

/*
 * Per-article data for facets, filters, dates and sorting, in typed arrays by row: counting the
 * names of a broad search takes SQL a third of a second, this a few milliseconds. Follows the
 * archive by rev. Threads share the arrays of the first of them; what changes later, each keeps for itself.
 */
export interface Columns {
  /** Rev of the archive whose state this is. */
  readonly version: number
  /** Greater than every row. */
  readonly size: number
  /** Publication time in milliseconds since 1970; NaN without a date. */
  readonly time: Float64Array
  /** Start in UTC of the article's local day; NaN without a date. */
  readonly day: Float64Array
  /** The number of its story. */
  readonly story: Float64Array
  readonly keywords: Record<KeywordField, KeywordColumn>
  /** The distinct entities of each article. */
  readonly named: Slices<Int32Array>
  /** Greater than every row of an entity. */
  readonly entitySize: number
  id(row: number): string
  /** "2023-06-22"; null without a date. */
  dayOf(row: number): string | null
  /** Pairs of sentence code and entity row, as in `core/graph/ties.ts`. */
  names(row: number): Int32Array
  entity(row: number): EntityRef | undefined
  entityKind(row: number): EntityKind | undefined
  /** Sentences of the whole archive that name an entity; if `stated`, not where the archive alone linked it. */
  sentencesOfEntity(row: number, stated?: boolean): number
  /** Undefined if no sentence names it. */
  entityRow(id: string): number | undefined
  /** Number of an article's sentences. */
  sentences(row: number): number
  /** Undefined if no sentence names it. */
  entityName(id: string): string | undefined
  /** Rows of all articles. */
  all(): Int32Array
  /** Position of every row in the order; undated articles last, equal dates by id. */
  rank(order: DateOrder): Int32Array
  /** All rows in this order. */
  ordered(order: DateOrder): Int32Array
  /**
   * Reads changes up to the archive's current rev; call it inside the read transaction that
   * answers.
   */
  refresh(state: ColumnState): void
  /** Moves the arrays into memory that other threads can use as well. */
  share(): SharedColumns
}

/** Which state of which archive. */
export interface ColumnState {
  id: string
  rev: number
}

/** The columns of one state, in memory that threads share and none writes. */
export interface SharedColumns {
  state: ColumnState
  numbers: Numbers
  ids: TextArrays
  names: SliceArrays<Int32Array>
  named: SliceArrays<Int32Array>
  keywords: Record<KeywordField, SharedKeywords>
  entities: { ids: TextArrays; names: TextArrays }
  orders: Record<DateOrder, Int32Array>
}

/** One number for each row of an article, or of an entity. */
interface Numbers {
  /** 1 for each row with an article. */
  live: Uint8Array
  time: Float64Array
  day: Float64Array
  story: Float64Array
  sentences: Int32Array
  /** 1 and more: a kind of entity. */
  kinds: Uint8Array
  naming: Int32Array
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

/** Starts from what another thread shares, if it is of this archive. */
export function createColumns(db: DatabaseSync, shared: SharedColumns | null = null): Columns {
  const sql = {
    lastRow: db.prepare('select ifnull(max(row), 0) as value from article'),
    lastEntity: db.prepare('select ifnull(max(row), 0) as value from entity'),
    changed: db.prepare(CHANGED),
    removed: db.prepare('select row from removed where rev > ?'),
    entities: db.prepare('select row, id, kind, name, sentences from entity where rev > ?'),
    entityName: db.prepare('select name from entity where id = ?'),
    entityRow: db.prepare('select row from entity where id = ?'),
  }
  const keywords: Columns['keywords'] = {
    city: createKeywordColumn(all, cityName),
    source: createKeywordColumn(all),
    author: createKeywordColumn(all),
    place: createKeywordColumn(all),
    lang: createKeywordColumn(all),
  }
  const ids = new RowTexts()
  const names = numberSlices()
  const named = numberSlices()
  const entities = { ids: new RowTexts(), names: new RowTexts() }
  let state: ColumnState = { id: '', rev: -1 }
  let numbers = emptyNumbers(0, 0)
  let rows: Int32Array | null = null
  let statedNaming: Int32Array | null = null
  const orders = createDateOrders({
    time: (row) => numbers.time[row]!,
    id: (row) => ids.get(row),
    isLive: (row) => numbers.live[row] === 1,
    all,
  })

  function refresh(now: ColumnState): void {
    if (now.rev === state.rev) return
    if (state.rev < 0 && shared?.state.id === now.id && shared.state.rev <= now.rev) adopt(shared)
    if (now.rev === state.rev) return
    makeRoom()
    for (const { row } of sql.removed.all(state.rev) as { row: number }[]) forget(row)
    for (const article of sql.changed.iterate(state.rev)) take(article as unknown as ArticleRow)
    for (const entity of sql.entities.iterate(state.rev)) {
      takeEntity(entity as unknown as EntityRow)
    }
    state = now
    rows = null
    statedNaming = null
  }

  function adopt(columns: SharedColumns): void {
    ;({ state, numbers } = columns)
    ids.adopt(columns.ids)
    names.adopt(columns.names)
    named.adopt(columns.named)
    entities.ids.adopt(columns.entities.ids)
    entities.names.adopt(columns.entities.names)
    for (const field of KEYWORDS) keywords[field].adopt(columns.keywords[field])
    orders.adopt(columns.orders)
  }

  function share(): SharedColumns {
    const entityRows = Int32Array.from(numbers.kinds.keys()).filter((row) => numbers.kinds[row])
    const columns: SharedColumns = {
      state,
      numbers: mapNumbers(numbers, sharedCopy),
      ids: ids.share(all()),
      names: names.share(all()),
      named: named.share(all()),
      keywords: Object.fromEntries(
        KEYWORDS.map((field) => [field, keywords[field].share(all())]),
      ) as SharedColumns['keywords'],
      entities: { ids: entities.ids.share(entityRows), names: entities.names.share(entityRows) },
      orders: {
        newest: sharedCopy(orders.ordered('newest')),
        oldest: sharedCopy(orders.ordered('oldest')),
      },
    }
    adopt(columns)
    return columns
  }

  /** Makes arrays of this thread that have room for every row. */
  function makeRoom(): void {
    const [size, entitySize] = [sql.lastRow, sql.lastEntity].map(
      (last) => (last.get() as { value: number }).value + 1,
    ) as [number, number]
    const isShared = numbers.live.buffer instanceof SharedArrayBuffer
    const fits = size <= numbers.live.length && entitySize <= numbers.kinds.length
    if (fits && !isShared) return
    const room = (needed: number, had: number) =>
      needed <= had ? had : Math.max(needed, Math.ceil(had * 1.5))
    const larger = emptyNumbers(
      room(size, numbers.live.length),
      room(entitySize, numbers.kinds.length),
    )
    for (const name of NUMBERS) larger[name].set(numbers[name])
    numbers = larger
  }

  function take(article: ArticleRow): void {
    const { row } = article
    const { published_at: published } = article
    numbers.live[row] = 1
    numbers.time[row] = published === null ? NaN : Date.parse(published)
    numbers.day[row] = published === null ? NaN : Date.parse(published.slice(0, 10))
    numbers.story[row] = article.story
    numbers.sentences[row] = article.sentences
    for (const field of KEYWORDS) keywords[field].set(row, KEYWORD_VALUES[field](article))
    ids.set(row, article.id)
    const pairs = decodeNames(article.names)
    names.set(row, pairs)
    named.set(row, distinctEntities(pairs))
    orders.changed(row)
  }

  function takeEntity({ row, id, kind, name, sentences }: EntityRow): void {
    numbers.kinds[row] = 1 + ENTITY_KINDS.indexOf(kind)
    numbers.naming[row] = sentences
    entities.ids.set(row, id)
    entities.names.set(row, name)
  }

  function forget(row: number): void {
    if (row >= numbers.live.length) return
    numbers.live[row] = 0
    orders.changed(row)
  }

  function all(): Int32Array {
    if (rows) return rows
    const found = new Int32Array(numbers.live.length)
    let count = 0
    for (let row = 0; row < found.length; row++) if (numbers.live[row]) found[count++] = row
    return (rows = found.slice(0, count))
  }

  function countStated(): Int32Array {
    const counts = new Int32Array(numbers.naming.length)
    for (const row of all()) eachName(names.get(row), true, (name) => counts[name]!++)
    return counts
  }

  const entityKind = (row: number): EntityKind | undefined => ENTITY_KINDS[numbers.kinds[row]! - 1]

  function entity(row: number): EntityRef | undefined {
    const kind = entityKind(row)
    return kind && { id: entities.ids.get(row), kind, name: entities.names.get(row) }
  }

  return {
    get version() {
      return state.rev
    },
    get size() {
      return numbers.live.length
    },
    get time() {
      return numbers.time
    },
    get day() {
      return numbers.day
    },
    get story() {
      return numbers.story
    },
    get entitySize() {
      return numbers.kinds.length
    },
    keywords,
    named,
    id: (row) => ids.get(row),
    dayOf: (row) => (Number.isNaN(numbers.day[row]) ? null : toDay(numbers.day[row]!)),
    names: (row) => names.get(row),
    entity,
    entityKind,
    sentencesOfEntity: (row, stated) =>
      (stated ? (statedNaming ??= countStated()) : numbers.naming)[row] ?? 0,
    entityRow: (id) => (sql.entityRow.get(id) as { row: number } | undefined)?.row,
    sentences: (row) => numbers.sentences[row]!,
    entityName: (id) => (sql.entityName.get(id) as { name: string } | undefined)?.name,
    all,
    rank: (order) => orders.rank(order),
    ordered: orders.ordered,
    refresh,
    share,
  }
}

function distinctEntities(pairs: Int32Array): number[] {
  const found = new Set<number>()
  for (let i = 1; i < pairs.length; i += 2) found.add(pairs[i]!)
  return [...found]
}

function emptyNumbers(size: number, entitySize: number): Numbers {
  return {
    live: new Uint8Array(size),
    time: new Float64Array(size),
    day: new Float64Array(size),
    story: new Float64Array(size),
    sentences: new Int32Array(size),
    kinds: new Uint8Array(entitySize),
    naming: new Int32Array(entitySize),
  }
}

const NUMBERS = Object.keys(emptyNumbers(0, 0)) as (keyof Numbers)[]

const mapNumbers = (numbers: Numbers, map: typeof sharedCopy): Numbers =>
  Object.fromEntries(NUMBERS.map((name) => [name, map(numbers[name])])) as unknown as Numbers

function sharedCopy<A extends Uint8Array | Int32Array | Float64Array>(array: A): A {
  const create = array.constructor as new (buffer: SharedArrayBuffer) => A
  const shared = new create(new SharedArrayBuffer(array.byteLength))
  shared.set(array)
  return shared
}
