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

/** Articles that are one story from now on. */
interface Part {
  /** Rows of those whose founder was looked for. */
  rows: number[]
  /** Stories of which all others belong here too. */
  rests: number[]
  /** The numbers of the stories that they were in. */
  numbers: Set<number>
  /** Of articles. */
  size: number
  /** Row of the one stored first; looked up where it decides. */
  oldest?: number
}

interface Change extends Part {
  number: number
  /** Whether just one article had this number. */
  wasAlone: boolean
}

interface Move {
  number: number
  /** Numbers that lead on to it. */
  gone: Set<number>
  /** Rows of the articles that are stored with it. */
  sent: number[]
}

/**
 * Groups articles into stories, which depends on the set of articles alone. A story keeps its number, the rev at which
 * it was founded; of two that are joined the elder remains. `touch` is told of each article before its story changes.
 * Work is done by articles whose founder is looked for, not by those of their stories.
 */
export function createStoryFinder(db: DatabaseSync, touch: (article: number) => void): StoryFinder {
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
  const sizeOf = (story: number) => (sql.sizeOf().get(story) as { size: number }).size
  const foundersIn = (story: number) => rowsOf(sql.foundersIn().all(story))
  const isKnown = (row: number) => !pending.has(row) || replaced.has(row)

  /** The stories that these articles are in, as they are from now on. */
  function partsOf({ founderOf, promoted }: Found): Part[] {
    const parts = new Map<number, Part>()
    const looked = Map.groupBy(founderOf.keys(), storyOf)
    const kept = new Map<number, number>()
    for (const founder of founderOf.values()) {
      if (!promoted.has(founder)) kept.set(storyOf(founder), founder)
    }
    for (const story of new Set([...looked.keys(), ...kept.keys()])) {
      const rows = looked.get(story) ?? []
      for (const row of rows) partOf(parts, founderOf.get(row)!, story, 1).rows.push(row)
      const rest = sizeOf(story) - rows.length
      if (rest === 0) continue
      const founder = kept.get(story) ?? foundersIn(story).find((row) => !promoted.has(row))
      partOf(parts, founder ?? -story, story, rest).rests.push(story)
    }
    return [...parts.values()]
  }

  /** The largest part keeps a number that several had, of equal ones the one with the oldest article. */
  function place(parts: Part[], rest: (story: number) => number[]): void {
    const taken = new Set<number>()
    const changes: Change[] = []
    parts.sort((a, b) => b.size - a.size || oldestIn(a, rest) - oldestIn(b, rest))
    for (const part of parts) {
      const free = [...part.numbers].filter((number) => !taken.has(number))
      const number = free.length > 0 ? Math.min(...free) : ++rev
      taken.add(number)
      const before = sizes.get(number) ?? sizeOf(number)
      if (part.numbers.size === 1 && before === part.size) continue
      changes.push({ ...part, number, wasAlone: before === 1 })
    }
    // Planned before the first one moves: then who else is in a story is still known.
    for (const plan of changes.map((change) => planMove(change, taken, rest))) move(plan)
  }

  /** Known articles are sent again where their story is called otherwise, or where they are copies no more or newly. */
  function planMove(
    { rows, rests, number, size, wasAlone }: Change,
    taken: ReadonlySet<number>,
    rest: (story: number) => number[],
  ): Move {
    const moved = [
      ...rows.filter((row) => storyOf(row) !== number),
      ...rests.filter((story) => story !== number).flatMap(rest),
    ]
    const gone = new Set(
      moved
        .filter(isKnown)
        .map(storyOf)
        .filter((from) => !taken.has(from)),
    )
    const isWhole = gone.size > 0 || wasAlone !== (size === 1)
    return { number, gone, sent: isWhole ? [...rows, ...rests.flatMap(rest)] : moved }
  }

  function move({ number, gone, sent }: Move): void {
    for (const row of sent) {
      touch(row)
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
      if (!sizes.has(story)) sizes.set(story, sizeOf(story))
      const isFounder = founders.remove(row)
      const some = rowsOf(sql.someBeside().all(story, row))
      // One that is left alone is a copy no more.
      if (!isFounder && some.length !== 1) return
      for (const other of rowsOf(sql.rowsOf().all(story))) if (other !== row) torn.add(other)
    },
    settle(before) {
      rev = before
      const rows = [...unchecked, ...pending, ...torn]
      if (rows.length === 0) return rev
      const found = founders.find(rows)
      const rest = (story: number) =>
        rowsOf(sql.rowsOf().all(story)).filter((row) => !found.founderOf.has(row))
      place(partsOf(found), rest)
      return rev
    },
    undone: founders.forget,
  }
}

const rowsOf = (found: unknown[]) => (found as { row: number }[]).map(({ row }) => row)

function partOf(parts: Map<number, Part>, founder: number, story: number, size: number): Part {
  const part = parts.get(founder) ?? { rows: [], rests: [], numbers: new Set(), size: 0 }
  part.numbers.add(story)
  part.size += size
  parts.set(founder, part)
  return part
}

function oldestIn(part: Part, rest: (story: number) => number[]): number {
  const { rows, rests } = part
  part.oldest ??= [...rows, ...rests.map((story) => rest(story)[0]!)].reduce((a, b) =>
    a < b ? a : b,
  )
  return part.oldest
}

function prepareStatements(db: DatabaseSync) {
  const lazily = lazyStatements(db)
  return {
    storyOf: lazily('select story from article where row = ?'),
    rowsOf: lazily('select row from article where story = ? order by row'),
    sizeOf: lazily('select count(*) as size from article where story = ?'),
    someBeside: lazily('select row from article where story = ? and row <> ? limit 2'),
    foundersIn: lazily('select row from article where story = ? and founds = 1'),
    setStory: lazily('update article set story = ? where row = ?'),
    move: lazily('update article set story = ?, rev = ? where row = ?'),
    redirect: lazily('insert or replace into story_redirect (story, "to") values (?, ?)'),
    follow: lazily('update story_redirect set "to" = ? where "to" = ?'),
  }
}
