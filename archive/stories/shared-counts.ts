import type { DatabaseSync } from 'node:sqlite'
import { endOfSentence, makesTies } from '#core/graph/ties.ts'
import { lazyStatements } from '../lazy-statements.ts'
import { toTieKey } from '../tie-key.ts'

/** Receives by how much a count exceeds one per story. */
export interface SurplusCounts {
  articles(surplus: number): void
  entity(row: number, surplus: number): void
  tie(key: number, surplus: number): void
}

export interface SharedCounts {
  /** Call before the names or the story of an article change, or before it is removed. */
  touch: (article: number) => void
  /** Replaces what the touched articles shared with their stories before by what they share now. */
  close(): void
  /** Counts everything shared in a story that was never counted this way. */
  count: (story: number) => void
  /** Forgets the touched articles. */
  reset(): void
}

interface Member {
  story: number
  names: Uint8Array
}

/** How many of the touched articles name a thing, before and after. */
interface Change {
  before: number
  after: number
}

/** By entity row and by tie key. */
interface Changes {
  articles: Change
  entities: Map<number, Change>
  ties: Map<number, Change>
}

/**
 * Counts are kept per article, but a name in several articles of a story counts once: this tracks
 * the surplus. Of a story's unchanged articles it only asks whether one has the same name, usually
 * answered by the first, so a story of thousands of copies costs no more than a small one.
 */
export function createSharedCounts(db: DatabaseSync, counts: SurplusCounts): SharedCounts {
  const lazily = lazyStatements(db)
  const member = lazily('select story, names from article join reading using (row) where row = ?')
  const members = lazily(
    'select row, names from article join reading using (row) where story = ? order by row',
  )
  const touched = new Map<number, Member | null>()

  function memberAt(article: number): Member | null {
    return (member().get(article) as unknown as Member | undefined) ?? null
  }

  function settle(story: number, changes: Changes): void {
    const { articles, entities, ties } = changes
    for (const each of [entities, ties]) dropEqual(each)
    if (articles.before === articles.after && entities.size === 0 && ties.size === 0) return
    let isAlone = true
    for (const each of members().iterate(story)) {
      const { row, names } = each as unknown as Member & { row: number }
      if (touched.has(row)) continue
      isAlone = false
      emitNamed(namesOf(names), changes)
      if (entities.size === 0 && ties.size === 0) break
    }
    counts.articles(isAlone ? surplusWithin(articles) : articles.after - articles.before)
    for (const [row, change] of entities) counts.entity(row, surplusWithin(change))
    for (const [key, change] of ties) counts.tie(key, surplusWithin(change))
  }

  /** If an unchanged article has the name, every touched article with it is surplus. */
  function emitNamed(named: Names, { entities, ties }: Changes): void {
    for (const row of named.entities) {
      const change = entities.get(row)
      if (change) counts.entity(row, change.after - change.before)
      entities.delete(row)
    }
    for (const key of named.ties) {
      const change = ties.get(key)
      if (change) counts.tie(key, change.after - change.before)
      ties.delete(key)
    }
  }

  return {
    touch(article) {
      if (!touched.has(article)) touched.set(article, memberAt(article))
    },
    close() {
      const byStory = new Map<number, Changes>()
      for (const [article, before] of touched) {
        addMember(byStory, before, 'before')
        addMember(byStory, memberAt(article), 'after')
      }
      for (const [story, changes] of byStory) settle(story, changes)
      touched.clear()
    },
    count(story) {
      const changes = noChanges()
      for (const { names } of members().all(story) as unknown as Member[]) {
        addNames(changes, names, 'after')
      }
      counts.articles(surplusWithin(changes.articles))
      for (const [row, change] of changes.entities) counts.entity(row, surplusWithin(change))
      for (const [key, change] of changes.ties) counts.tie(key, surplusWithin(change))
    },
    reset: () => touched.clear(),
  }
}

const noChanges = (): Changes => ({
  articles: { before: 0, after: 0 },
  entities: new Map(),
  ties: new Map(),
})

const surplusWithin = ({ before, after }: Change) =>
  Math.max(0, after - 1) - Math.max(0, before - 1)

function addMember(byStory: Map<number, Changes>, member: Member | null, when: keyof Change): void {
  if (!member) return
  const changes = byStory.get(member.story) ?? noChanges()
  byStory.set(member.story, changes)
  addNames(changes, member.names, when)
}

function addNames(changes: Changes, names: Uint8Array, when: keyof Change): void {
  const named = namesOf(names)
  changes.articles[when]++
  for (const row of named.entities) addTo(changes.entities, row, when)
  for (const key of named.ties) addTo(changes.ties, key, when)
}

function addTo(changes: Map<number, Change>, key: number, when: keyof Change): void {
  const known = changes.get(key)
  if (known) known[when]++
  else changes.set(key, { before: 0, after: 0, [when]: 1 })
}

function dropEqual(changes: Map<number, Change>): void {
  for (const [key, { before, after }] of changes) if (before === after) changes.delete(key)
}

interface Names {
  entities: Set<number>
  ties: Set<number>
}

/** The distinct names of an article; the names of a sentence are sorted by id, as in a tie. */
function namesOf(bytes: Uint8Array): Names {
  const pairs = new Int32Array(bytes.slice().buffer)
  const entities = new Set<number>()
  const ties = new Set<number>()
  for (let start = 0, end: number; start < pairs.length; start = end) {
    end = endOfSentence(pairs, start)
    const tying: number[] = []
    for (let at = start; at < end; at += 2) {
      entities.add(pairs[at + 1]!)
      if (pairs[at]! >= 0) tying.push(pairs[at + 1]!)
    }
    if (!makesTies((end - start) / 2)) continue
    for (const [i, a] of tying.entries())
      for (const b of tying.slice(i + 1)) ties.add(toTieKey(a, b))
  }
  return { entities, ties }
}
