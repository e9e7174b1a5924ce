import type { DatabaseSync } from 'node:sqlite'
import { lazyStatements } from '../lazy-statements.ts'
import { type Copies, createCopies } from './copies.ts'

/** The first article of each story; everything is by row. */
export interface Founders extends Pick<Copies, 'begin' | 'outline'> {
  /** Removes an article from the index; returns whether it founded a story. */
  remove(row: number): boolean
  /**
   * Finds the founder of each of these articles, and of those whose founder changes as a result.
   */
  find(rows: Iterable<number>): Found
  forget: () => void
}

export interface Found {
  /** By row, for every article looked at; a founder is its own. */
  founderOf: Map<number, number>
  /** Articles that found a story now and did not before. */
  promoted: Set<number>
  /** Articles that founded a story before, and the ones of the same text that all others in it copy now. */
  heirs: Map<number, number>
}

/**
 * Puts each article into the story of the first founder that it copies; an article that copies none
 * founds a story.
 */
export function createFounders(db: DatabaseSync): Founders {
  const lazily = lazyStatements(db)
  const founds = lazily('select founds from article where row = ?')
  const mark = lazily('update article set founds = ? where row = ?')
  const copies = createCopies(db)

  /** Null if its copies were never looked for. */
  function isFounder(row: number): boolean | null {
    const { founds: value } = founds().get(row) as { founds: number | null }
    return value === null ? null : value === 1
  }

  function set(row: number, before: boolean | null, isNow: boolean): void {
    if (before !== null) copies.remove(row, before)
    copies.add(row, isNow)
    mark().run(Number(isNow), row)
  }

  return {
    outline: copies.outline,
    begin: copies.begin,
    remove(row) {
      const before = isFounder(row)
      if (before !== null) copies.remove(row, before)
      mark().run(null, row)
      copies.forget(row)
      return before === true
    },
    find(rows) {
      const founderOf = new Map<number, number>()
      const promoted = new Set<number>()
      const heirs = new Map<number, number>()
      // Process in order of publication, so that earlier articles are decided first.
      const waiting = new Set(rows)
      const queue = [...waiting].sort(copies.byPublication)
      for (let row = queue.shift(); row !== undefined; row = queue.shift()) {
        waiting.delete(row)
        const near = copies.founders(row)
        const founder = copies.founderOf(row, near)
        const [before, isNow] = [isFounder(row), founder === null]
        founderOf.set(row, founder ?? row)
        if (before === isNow) continue
        set(row, before, isNow)
        // Others whose founder may change.
        let added: number[] = []
        if (founder === null) {
          promoted.add(row)
          added = copies.later(row, near, waiting)
        } else if (before === true) {
          if (copies.areSame(row, founder)) heirs.set(row, founder)
          else added = copies.fellows(row).filter((other) => !waiting.has(other))
        }
        if (added.length === 0) continue
        for (const other of added) waiting.add(other)
        queue.push(...added)
        queue.sort(copies.byPublication)
      }
      return { founderOf, promoted, heirs }
    },
    forget: copies.clear,
  }
}
