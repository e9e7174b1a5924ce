import type { DatabaseSync } from 'node:sqlite'
import { lazyStatements } from '../lazy-statements.ts'
import { createFounders, type Found } from './founders.ts'
import type { StoryOutline } from './story-texts.ts'

export interface StoryFinder {
  begin(): void
  /** Call after storing an article, as a story of its own or with a new text. */
  put(row: number, outline: StoryOutline): void
  /** Call for an article that may be in the wrong story and is in no index. */
  check(row: number): void
  /** Call before an article is removed or replaced. */
  remove(row: number): void
  /**
   * Puts the articles since `begin` into their stories and gives revs to older ones that must be
   * sent again. Returns the last rev.
   */
  settle(rev: number): number
  /** Call after a rollback. */
  undone(): void
}

/** Articles that form one story from now on. */
interface Part {
  /** Rows of those whose founder was looked for. */
  rows: number[]
  /** Stories whose remaining articles belong here too. */
  rests: number[]
  /** The story numbers that they had before. */
  numbers: Set<number>
  /** Number of articles. */
  size: number
  /** Row of the one stored first; looked up only to break a tie. */
  oldest?: number
}

interface Change extends Part {
  number: number
  /** Whether exactly one article had this number. */
  wasAlone: boolean
}

interface Move {
  number: number
  /** Old numbers that now redirect to this one. */
  gone: Set<number>
  /** Rows of the articles that get this number. */
  sent: number[]
}

/**
 * Groups articles into stories, which depend only on the set of articles. A story keeps its number,
 * the rev at which it was founded; of two that merge, the older number stays. `touch` is called for
 * each article before its story changes. The work depends on the articles whose founder is looked
 * for, not on the size of their stories.
 */
export function createStoryFinder(db: DatabaseSync, touch: (article: number) => void): StoryFinder {
  const sql = prepareStatements(db)
  const founders = createFounders(db)
  /** Stored by this transaction, so they are sent anyway. */
  const pending = new Set<number>()
  /** Removed or replaced by this transaction: stores know their numbers. */
  const replaced = new Set<number>()
  const unchecked = new Set<number>()
  /** Articles whose founder was removed. */
  const torn = new Set<number>()
  /** Sizes of stories before this transaction took articles from them. */
  const sizes = new Map<number, number>()
  let rev = 0

  const storyOf = (row: number) => (sql.storyOf().get(row) as { story: number }).story
  const sizeOf = (story: number) => (sql.sizeOf().get(story) as { size: number }).size
  const foundersIn = (story: number) => rowsOf(sql.foundersIn().all(story))
  const isKnown = (row: number) => !pending.has(row) || replaced.has(row)

  /** The stories in which these articles are from now on. */
  function partsOf({ founderOf, promoted, heirs }: Found): Part[] {
    const parts = new Map<number, Part>()
    const followed = new Set(
      [...founderOf].flatMap(([row, founder]) => (founder === row ? [] : [founder])),
    )
    // Most new articles neither copy others nor are copied, and stay the stories of their own that they came as.
    const isAlone = (row: number) =>
      !isKnown(row) && founderOf.get(row) === row && !followed.has(row)
    const looked = Map.groupBy(
      [...founderOf.keys()].filter((row) => !isAlone(row)),
      storyOf,
    )
    const kept = new Map<number, number>()
    for (const [founder, heir] of heirs) kept.set(storyOf(founder), heir)
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

  /**
   * The largest part keeps a number that several had; of equal ones, the one with the oldest
   * article.
   */
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
    // Plan all before moving any, while the other members of each story are still known.
    for (const plan of changes.map((change) => planMove(change, taken, rest))) move(plan)
  }

  /**
   * Articles that stores know are sent again if their story's number changes, or if they become
   * copies or cease to be.
   */
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
      founders.begin()
    },
    put(row, outline) {
      pending.add(row)
      founders.outline(row, outline)
    },
    check: (row) => void unchecked.add(row),
    remove(row) {
      pending.delete(row)
      torn.delete(row)
      replaced.add(row)
      const story = storyOf(row)
      if (!sizes.has(story)) sizes.set(story, sizeOf(story))
      const isFounder = founders.remove(row)
      const some = rowsOf(sql.someBeside().all(story, row))
      // An article left alone is no longer a copy.
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
