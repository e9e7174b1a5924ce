import type { DatabaseSync } from 'node:sqlite'
import { lazyStatements } from '../lazy-statements.ts'
import { createFounders, type Found } from './founders.ts'

export interface StoryFinder {
  begin(): void
  /** An article that was stored, as a story of its own or with a new text. */
  put(row: number): void
  /** An article whose story may be wrong, and that is in no index. */
  check(row: number): void
  /** An article that is about to be taken out or replaced. */
  remove(row: number): void
  /**
   * Puts the articles since `begin` into their stories; older ones of which a store would say something else now get
   * revs. Returns the last rev.
   */
  settle(rev: number): number
  /** To be called where the transaction was undone. */
  undone(): void
}

/** Some articles, by their rows, that are one story from now on. */
interface Part {
  rows: number[]
  /** The numbers of the stories that they were in. */
  numbers: Set<number>
}

interface Change extends Part {
  number: number
  /** Whether just one article had this number. */
  wasAlone: boolean
}

/**
 * Groups articles into stories, which depends on the set of articles alone. A story keeps its number, the rev at which
 * it was founded; of two that are joined the elder remains. `open` is told of each story before its articles change.
 */
export function createStoryFinder(db: DatabaseSync, open: (story: number) => void): StoryFinder {
  const sql = prepareStatements(db)
  const founders = createFounders(db)
  /** Stored by this transaction, and sent anyway. */
  const pending = new Set<number>()
  /** Taken out by this transaction, or replaced: their numbers are known outside. */
  const replaced = new Set<number>()
  const unchecked = new Set<number>()
  /** Those whose founder went. */
  const torn = new Set<number>()
  /** Of stories that articles were taken from, before the first one was. */
  const sizes = new Map<number, number>()
  let rev = 0

  const storyOf = (row: number) => (sql.storyOf().get(row) as { story: number }).story
  const rowsOf = (story: number) => (sql.rowsOf().all(story) as { row: number }[]).map((m) => m.row)
  const foundersIn = (story: number) =>
    (sql.foundersIn().all(story) as { row: number }[]).map((m) => m.row)
  const isKnown = (row: number) => !pending.has(row) || replaced.has(row)

  /** The stories that these articles are in, as they are from now on. */
  function partsOf({ founderOf, promoted }: Found): Part[] {
    const touched = new Set([...founderOf].flat().map(storyOf))
    const parts = new Map<number, Part>()
    for (const number of touched) {
      const kept = foundersIn(number).find((row) => !promoted.has(row))
      for (const row of rowsOf(number)) {
        const founder = founderOf.get(row) ?? kept ?? row
        const part = parts.get(founder) ?? { rows: [], numbers: new Set() }
        part.rows.push(row)
        part.numbers.add(number)
        parts.set(founder, part)
      }
    }
    return [...parts.values()]
  }

  /** The largest part keeps a number that several had, of equal ones the one with the oldest article. */
  function place(parts: Part[]): void {
    const taken = new Set<number>()
    parts.sort((a, b) => b.rows.length - a.rows.length || Math.min(...a.rows) - Math.min(...b.rows))
    const changes: Change[] = []
    for (const part of parts) {
      const free = [...part.numbers].filter((number) => !taken.has(number))
      const number = free.length > 0 ? Math.min(...free) : ++rev
      taken.add(number)
      const size = sizes.get(number) ?? rowsOf(number).length
      if (part.numbers.size > 1 || size !== part.rows.length) {
        changes.push({ ...part, number, wasAlone: size === 1 })
      }
    }
    for (const { numbers, number } of changes) for (const each of [...numbers, number]) open(each)
    for (const change of changes) move(change, taken)
  }

  /** Known articles are sent again where their story is called otherwise, or where they are copies no more or newly. */
  function move({ rows, number, wasAlone }: Change, taken: ReadonlySet<number>): void {
    const moved = rows
      .map((row) => ({ row, from: storyOf(row) }))
      .filter(({ from }) => from !== number)
    const gone = new Set(
      moved.flatMap(({ row, from }) => (isKnown(row) && !taken.has(from) ? from : [])),
    )
    const isAlone = rows.length === 1
    const sent = gone.size > 0 || wasAlone !== isAlone ? rows : moved.map(({ row }) => row)
    for (const row of sent) {
      if (pending.has(row)) sql.setStory().run(number, row)
      else sql.move().run(number, ++rev, row)
    }
    for (const old of gone) {
      sql.follow().run(number, old)
      sql.redirect().run(old, number)
    }
  }

  return {
    begin() {
      pending.clear()
      replaced.clear()
      unchecked.clear()
      torn.clear()
      sizes.clear()
    },
    put: (row) => void pending.add(row),
    check: (row) => void unchecked.add(row),
    remove(row) {
      pending.delete(row)
      torn.delete(row)
      replaced.add(row)
      const story = storyOf(row)
      const others = rowsOf(story).filter((other) => other !== row)
      if (!sizes.has(story)) sizes.set(story, others.length + 1)
      const isFounder = founders.remove(row)
      // One that is left alone is a copy no more.
      if (isFounder || others.length === 1) for (const other of others) torn.add(other)
    },
    settle(before) {
      rev = before
      const rows = [...unchecked, ...pending, ...torn]
      if (rows.length > 0) place(partsOf(founders.find(rows)))
      return rev
    },
    undone: founders.forget,
  }
}

function prepareStatements(db: DatabaseSync) {
  const lazily = lazyStatements(db)
  return {
    storyOf: lazily('select story from article where row = ?'),
    rowsOf: lazily('select row from article where story = ? order by row'),
    foundersIn: lazily('select row from article where story = ? and founds = 1'),
    setStory: lazily('update article set story = ? where row = ?'),
    move: lazily('update article set story = ?, rev = ? where row = ?'),
    redirect: lazily('insert or replace into story_redirect (story, "to") values (?, ?)'),
    follow: lazily('update story_redirect set "to" = ? where "to" = ?'),
  }
}
