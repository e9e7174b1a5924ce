import type { DatabaseSync } from 'node:sqlite'
import {
  MAX_ENTITIES_OF_LIST,
  endOfSentence,
  isInferred,
  makesTies,
  sentenceOf,
} from '#core/graph/ties.ts'
import type { Columns } from './columns.ts'
import { type RowSet, intersection, rowsOf, toSet } from './row-set.ts'

/** A sentence that names an entity, or two. */
export interface Place {
  row: number
  sentence: number
}

export interface TyingPlace extends Place {
  /** False for a list, or if one of the two is only mentioned aside. */
  isTying: boolean
}

/** Finds where entities are named, or `stated`: not only by a link of the archive. Entities are given by their rows. */
export interface Places {
  /** The articles that name it. */
  naming(entity: number, stated?: boolean): RowSet
  namingBoth(a: number, b: number, stated?: boolean): RowSet
  /** Its sentences in some articles, in their order. */
  sentences(entity: number, rows: Int32Array, stated?: boolean): Place[]
  /** The sentences that name both, but for lists of more names than any that can be asked for. */
  shared(a: number, b: number, rows: Int32Array, stated?: boolean): TyingPlace[]
}

/** Above this share of all articles, reading the column from end to end is faster than the table. */
const BROAD = 1 / 50

export function createPlaces(db: DatabaseSync, columns: Columns): Places {
  const articles = db.prepare('select distinct article from named where entity = ?')
  articles.setReturnArrays(true)

  function namedAtAll(entity: number): RowSet {
    const isBroad = columns.sentencesOfEntity(entity) > columns.all().length * BROAD
    if (!isBroad) {
      const found = articles.all(entity) as unknown as [number][]
      return toSet(
        found.map(([row]) => row),
        columns.size,
      )
    }
    return toSet(columns.named.rowsWith(entity, columns.all()), columns.size)
  }

  function naming(entity: number, stated = false): RowSet {
    const named = namedAtAll(entity)
    if (!stated) return named
    const isStated = (row: number) => codeOf(entity, columns.names(row), stated) !== null
    return toSet(rowsOf(named).filter(isStated), columns.size)
  }

  return {
    naming,
    namingBoth: (a, b, stated) => intersection(naming(a, stated), naming(b, stated)),
    sentences(entity, rows, stated) {
      const places: Place[] = []
      for (const row of rows) {
        const names = columns.names(row)
        for (let at = 0; at < names.length; at += 2) {
          if (isNamedAt(names, at, entity, stated)) {
            places.push({ row, sentence: sentenceOf(names[at]!) })
          }
        }
      }
      return places
    },
    shared(a, b, rows, stated) {
      const places: TyingPlace[] = []
      for (const row of rows) {
        const names = columns.names(row)
        for (let start = 0, end: number; start < names.length; start = end) {
          end = endOfSentence(names, start)
          const sentence = names.subarray(start, end)
          const [x, y] = [codeOf(a, sentence, stated), codeOf(b, sentence, stated)]
          const size = (end - start) / 2
          if (x === null || y === null || size > MAX_ENTITIES_OF_LIST) continue
          places.push({
            row,
            sentence: sentenceOf(x),
            isTying: makesTies(size) && x >= 0 && y >= 0,
          })
        }
      }
      return places
    },
  }
}

/** Whether the pair at this place names the entity. */
const isNamedAt = (names: Int32Array, at: number, entity: number, stated = false): boolean =>
  names[at + 1] === entity && !(stated && isInferred(names[at]!))

/** The sentence code that an entity is named with; null if it is not named there. */
function codeOf(entity: number, names: Int32Array, stated?: boolean): number | null {
  for (let at = 0; at < names.length; at += 2) {
    if (isNamedAt(names, at, entity, stated)) return names[at]!
  }
  return null
}
