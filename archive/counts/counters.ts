import type { DatabaseSync } from 'node:sqlite'
import { createSharedCounts } from '../stories/shared-counts.ts'
import { type ArticleNames, countsOf, differences, toPairs } from './article-counts.ts'
import { change, createCountChanges } from './count-changes.ts'
import { createCountWriter } from './count-writer.ts'
import { createEntityRows } from './entity-rows.ts'
import { createNamedRows } from './named-rows.ts'

export interface Counters {
  /** Change of the number of articles, sentences and stories since `begin`. */
  readonly articles: number
  readonly sentences: number
  readonly stories: number
  begin(): void
  /** Counts an article in; returns its names as the `names` blob of its reading. */
  add(article: number, publishedAt: string | null, names: ArticleNames): Uint8Array
  /** Call before an article joins or leaves a story. */
  touchStory: (article: number) => void
  /** Counts shared names once for a story whose articles were so far counted one by one. */
  countShared: (story: number) => void
  /** Subtracts an article; the same names must have been added before. */
  subtract(article: number, publishedAt: string | null, names: ArticleNames): void
  /**
   * Replaces the counted names of an article; `before` must have been added. Returns as `add` does.
   */
  recount(
    article: number,
    publishedAt: string | null,
    before: ArticleNames,
    after: ArticleNames,
  ): Uint8Array
  /** Writes the collected changes, stamped with `rev`. */
  flush(rev: number): void
  /** Call after a rollback, when the rows it created are gone. */
  undone(): void
}

const NO_PAIRS = new Uint8Array(0)

/**
 * Keeps the counts of entities and ties equal to the sentences behind them. Changes of a batch are
 * summed in memory and written once, sorted, in the batch's own transaction.
 */
export function createCounters(db: DatabaseSync): Counters {
  const rows = createEntityRows(db)
  const named = createNamedRows(db, rows)
  const changes = createCountChanges()
  const writer = createCountWriter(db)
  let articles = 0
  let sentences = 0
  let stories = 0
  const shared = createSharedCounts(db, {
    articles: (surplus) => void (stories -= surplus),
    entity: (row, surplus) => void (changes.entity(row).stories -= surplus),
    tie: (key, surplus) => void (changes.tie(key).stories -= surplus),
  })

  /** Stores the roles of an article; entities whose roles changed are sent again. */
  function replaceRoles(
    article: number,
    publishedAt: string | null,
    before: ArticleNames,
    after: ArticleNames,
  ): void {
    const [old, now] = [rolesByIds(before), rolesByIds(after)]
    if (old.join() === now.join()) return
    named.removeRoles(article)
    named.addRoles(article, publishedAt, after)
    for (const { mentions, roles } of [before, after]) {
      for (const { person } of roles) {
        const { entity } = mentions[person] ?? {}
        if (entity) changes.entity(rows.of(entity, 'person')).restated = true
      }
    }
  }

  return {
    get articles() {
      return articles
    },
    get sentences() {
      return sentences
    },
    get stories() {
      return stories
    },
    begin() {
      rows.trim()
      changes.clear()
      shared.reset()
      articles = 0
      sentences = 0
      stories = 0
    },
    touchStory: shared.touch,
    countShared: shared.count,
    add(article, publishedAt, names) {
      articles++
      stories++
      sentences += names.sentences
      if (names.mentions.length === 0) return NO_PAIRS
      const counts = countsOf(names, rows.of)
      named.addNames(article, counts)
      changes.apply(counts, publishedAt, 1)
      named.addRoles(article, publishedAt, names)
      return toPairs(counts)
    },
    subtract(article, publishedAt, names) {
      articles--
      stories--
      sentences -= names.sentences
      shared.touch(article)
      if (names.mentions.length === 0) return
      const counts = countsOf(names, rows.of)
      named.removeNames(article, counts)
      changes.apply(counts, publishedAt, -1)
      named.removeRoles(article)
    },
    recount(article, publishedAt, before, after) {
      shared.touch(article)
      const [old, now] = [countsOf(before, rows.of), countsOf(after, rows.of)]
      named.removeNames(article, old)
      named.addNames(article, now)
      for (const [row, by] of differences(old.entities, now.entities)) {
        change(changes.entity(row), by, by.articles, publishedAt)
      }
      for (const [key, by] of differences(old.ties, now.ties)) {
        change(changes.tie(key), by, by.articles, publishedAt)
      }
      changes.applyAliases(old.aliases, -1)
      changes.applyAliases(now.aliases, 1)
      replaceRoles(article, publishedAt, before, after)
      return toPairs(now)
    },
    flush(rev) {
      shared.close()
      for (const delta of changes.ties()) writer.tie(delta, rev)
      for (const delta of changes.entities()) if (!writer.entity(delta, rev)) rows.forget(delta.row)
    },
    undone() {
      rows.clear()
      shared.reset()
    },
  }
}

const rolesByIds = ({ mentions, roles }: ArticleNames): string[] =>
  roles.map(({ person, of, ...stated }) => {
    const { title, sentence, former, since, until } = stated
    return [
      mentions[person]?.entity,
      mentions[of]?.entity,
      title,
      sentence,
      former,
      since,
      until,
    ].join(' ')
  })
