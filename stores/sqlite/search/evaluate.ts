import type { DatabaseSync } from 'node:sqlite'
import { type EntityField, entityKindOf } from '#core/fields.ts'
import { parsePeriod } from '#core/graph/period.ts'
import {
  type DateFilter,
  type EntityFilter,
  type Near,
  type Query,
  type Same,
  type TieFilter,
  leavesOf,
} from '#core/query/tree.ts'
import { storyNumber } from '#core/stories/story-id.ts'
import { stem } from '#core/text/stem.ts'
import type { Columns } from './columns.ts'
import { createCommonRows } from './common-words.ts'
import { type FormsOf, isExpressible, nearExpression, toMatch } from './match-expression.ts'
import { createOccurrences } from './occurrences.ts'
import { type Places, createPlaces } from './places.ts'
import {
  type RowSet,
  difference,
  emptySet,
  inAtLeast,
  intersection,
  rowsOf,
  toSet,
  union,
} from './row-set.ts'
import { createSetMemory, keyOf } from './set-memory.ts'
import type { Predicate } from './value-columns.ts'
import { MAX_VERIFIED, createVerify } from './verify.ts'

/*
 * Finds the articles that match a query. Everything FTS5 can express is one FTS5 query; the rest is
 * set algebra over rows, cached while the archive stays the same.
 */
export interface Evaluator {
  /** Null matches every article. */
  evaluate(query: Query | null): RowSet
  readonly places: Places
  /** Whether it is a word whose articles are stored. */
  isCommon(query: Query): boolean
  /** Number of articles whose texts are read for one part of a query. */
  readonly verified: number
  /** Number of articles left unread for an evaluated part of a query; 0 if the result is exact. */
  unread(part: Query): number
}

export function createEvaluator(
  db: DatabaseSync,
  columns: Columns,
  formsOf: FormsOf,
  verified = MAX_VERIFIED,
): Evaluator {
  const [matching, identified, moved] = [
    'select rowid from fulltext where fulltext match ?',
    'select row from article where id in (select value from json_each(?))',
    'select "to" from story_redirect where story = ?',
  ].map((sql) => {
    const statement = db.prepare(sql)
    statement.setReturnArrays(true)
    return (...values: (string | null)[]) =>
      (statement.all(...values) as unknown as [number][]).map(([row]) => row)
  }) as [Rows, Rows, Rows]
  const places = createPlaces(db, columns)
  const occurrences = createOccurrences(db, formsOf)
  const verify = createVerify(db, columns, formsOf, verified)
  const remembered = createSetMemory(columns)
  const unread = new Map<string, number>()

  const common = createCommonRows(db, columns, formsOf)

  const evaluate = (query: Query): RowSet => remembered(query, () => compute(query))

  const isCommon = (query: Query) =>
    query.type === 'word' && query.field === null && common.has(stem(query.word))

  /** FTS5 finds the matches exactly, and none of its words is better read from what is stored. */
  const isForFullText = (query: Query) => isExpressible(query) && !leavesOf(query).some(isCommon)

  function compute(query: Query): RowSet {
    if (isForFullText(query)) {
      const { expression, negated } = toMatch(query, formsOf)
      const found = setOf(matching(expression))
      return negated ? difference(everything(), found) : found
    }
    switch (query.type) {
      case 'word':
        return intersection(common.rows(stem(query.word)), everything())
      case 'and':
        return conjunction(query.parts)
      case 'or':
        return query.parts.map(evaluate).reduce(union)
      case 'some':
        return inAtLeast(query.least, query.parts.map(evaluate))
      case 'not':
        return difference(everything(), evaluate(query.part))
      case 'near':
        return verifiedOf(query, matching(nearExpression(query)))
      case 'atleast':
      case 'first':
        return setOf(occurrences(query))
      case 'same':
        return same(query)
      case 'value':
        return setOf(columns.keywords[query.field].rowsMatching(query.words, columns.all()))
      case 'date':
        return where(isDated(query))
      case 'undated':
        return where((row) => Number.isNaN(columns.time[row]))
      case 'entity':
        return namingAny(query.ids ?? [], query)
      case 'exact':
        return isEntityField(query.field)
          ? namingAny([query.value], { field: query.field, stated: query.stated })
          : setOf(columns.keywords[query.field].rowsWith(query.value, columns.all()))
      case 'article':
        return setOf(identified(JSON.stringify(query.ids)))
      case 'story':
        return where(isOfStory(query.id))
      case 'tie':
        return tying(query)
      default:
        throw new Error(`FTS5 expresses ${query.type}`)
    }
  }

  /** Combined, because FTS5 intersects words without first finding every match of each. */
  function conjunction(parts: Query[]): RowSet {
    const expressible = parts.filter(isForFullText)
    const others = parts.filter((part) => !isForFullText(part))
    const { start, end } = parts[0]!
    const asked: Query[] =
      expressible.length > 1
        ? [{ type: 'and', parts: expressible, start, end }, ...others]
        : [...expressible, ...others]
    return asked.map(evaluate).reduce(intersection)
  }

  function isOfStory(id: string): Predicate {
    const number = storyNumber(id)
    const [now = number] = moved(String(number))
    return (row) => columns.story[row] === now
  }

  function same(query: Same): RowSet {
    const candidates = relaxed(query.part)
    return verifiedOf(query, rowsOf(candidates ? evaluate(candidates) : everything()))
  }

  function verifiedOf(query: Near | Same, candidates: Iterable<number>): RowSet {
    const found = verify(query, Int32Array.from(candidates))
    if (found.unread > 0) unread.set(keyOf(query), found.unread)
    else unread.delete(keyOf(query))
    return setOf(found.rows)
  }

  function namingAny(
    ids: string[],
    { field, stated }: Pick<EntityFilter, 'field' | 'stated'>,
  ): RowSet {
    const kind = field === 'entity' ? null : entityKindOf(field)
    const rows = ids
      .map((id) => columns.entityRow(id) ?? -1)
      .filter((row) => kind === null || columns.entityKind(row) === kind)
    return rows.map((row) => places.naming(row, stated)).reduce(union, emptySet(columns.size))
  }

  function tying({ entities, stated }: TieFilter): RowSet {
    const [a, b] = entities.map((id) => columns.entityRow(id) ?? -1) as [number, number]
    const shared = places.shared(a, b, rowsOf(places.namingBoth(a, b, stated)), stated)
    return setOf(shared.filter(({ isTying }) => isTying).map(({ row }) => row))
  }

  function isDated({ relation, when }: DateFilter): Predicate {
    const { start, end } = parsePeriod(when)!
    const { day } = columns
    if (relation === 'after') return (row) => day[row]! >= start
    if (relation === 'before') return (row) => day[row]! < end
    return (row) => day[row]! >= start && day[row]! < end
  }

  const setOf = (rows: Iterable<number>) => toSet(rows, columns.size)
  const where = (holds: Predicate) => setOf(columns.all().filter(holds))
  const everything = () => remembered(null, () => setOf(columns.all()))

  return {
    places,
    isCommon,
    evaluate: (query) => (query ? evaluate(query) : everything()),
    verified,
    unread: (part) => unread.get(keyOf(part)) ?? 0,
  }
}

type Rows = (...values: (string | null)[]) => number[]

const isEntityField = (field: string): field is EntityField =>
  field === 'person' || field === 'org' || field === 'country'

/** The condition on an article implied by one on a sentence of it; null if nothing is implied. */
function relaxed(query: Query): Query | null {
  switch (query.type) {
    case 'not':
      return null
    case 'and': {
      const parts = query.parts.map(relaxed).filter((part) => part !== null)
      return parts.length > 1 ? { ...query, parts } : (parts[0] ?? null)
    }
    case 'or': {
      const parts = query.parts.map(relaxed)
      return parts.every((part) => part !== null) ? { ...query, parts } : null
    }
    default:
      return query
  }
}
