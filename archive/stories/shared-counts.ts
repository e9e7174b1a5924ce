import type { DatabaseSync } from 'node:sqlite'
import { makesTies } from '#core/ties.ts'
import { lazyStatements } from '../lazy-statements.ts'

/** Receives how often a thing is counted beyond once in its story. */
export interface SurplusCounts {
  articles(surplus: number): void
  entity(row: number, surplus: number): void
  tie(a: number, b: number, surplus: number): void
}

export interface SharedCounts {
  /** Takes what the articles of a story count together out of the counts; call it before anything of them changes. */
  open: (story: number) => void
  /** As `open`, of the story that an article is in. */
  openOf(article: number): void
  /** Puts it back, as the opened stories are now. */
  close(): void
  /** Counts what is shared, of a story that was never counted so. */
  count: (story: number) => void
  /** Forgets what was opened. */
  reset(): void
}

/**
 * Everything is counted article by article. A story of several articles counts once for what several of them name: this
 * keeps the surplus, which few stories have.
 */
export function createSharedCounts(db: DatabaseSync, counts: SurplusCounts): SharedCounts {
  const lazily = lazyStatements(db)
  const storyOf = lazily('select story from article where row = ?')
  const names = lazily('select names from article join reading using (row) where story = ?')
  const opened = new Set<number>()

  function count(story: number, sign: 1 | -1): void {
    const members = names().all(story) as { names: Uint8Array }[]
    if (members.length < 2) return
    counts.articles(sign * (members.length - 1))
    const entities = new Map<number, number>()
    const ties = new Map<string, number>()
    for (const member of members) {
      const named = namesOf(member.names)
      for (const row of named.entities) entities.set(row, (entities.get(row) ?? 0) + 1)
      for (const pair of named.ties) ties.set(pair, (ties.get(pair) ?? 0) + 1)
    }
    for (const [row, n] of entities) if (n > 1) counts.entity(row, sign * (n - 1))
    for (const [pair, n] of ties) {
      if (n < 2) continue
      const [a, b] = pair.split(' ').map(Number)
      counts.tie(a!, b!, sign * (n - 1))
    }
  }

  function open(story: number): void {
    if (opened.has(story)) return
    opened.add(story)
    count(story, -1)
  }

  return {
    open,
    openOf(article) {
      const found = storyOf().get(article) as { story: number } | undefined
      if (found) open(found.story)
    },
    close() {
      for (const story of opened) count(story, 1)
      opened.clear()
    },
    count: (story) => count(story, 1),
    reset: () => opened.clear(),
  }
}

/** What an article names, each once; the names of a sentence stand in the order of their ids, as those of a tie. */
function namesOf(bytes: Uint8Array): { entities: Set<number>; ties: Set<string> } {
  const pairs = new Int32Array(bytes.slice().buffer)
  const entities = new Set<number>()
  const ties = new Set<string>()
  for (let start = 0; start < pairs.length;) {
    let end = start
    while (end < pairs.length && pairs[end] === pairs[start]) end += 2
    for (let i = start; i < end; i += 2) {
      entities.add(pairs[i + 1]!)
      if (!makesTies((end - start) / 2)) continue
      for (let j = i + 2; j < end; j += 2) ties.add(`${pairs[i + 1]} ${pairs[j + 1]}`)
    }
    start = end
  }
  return { entities, ties }
}
