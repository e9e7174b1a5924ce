import { hash } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { Article, Reading } from '#core/article.ts'
import {
  type StoredReading,
  type Texts,
  decodeMentions,
  decodeReading,
  encodeMentions,
  encodeReading,
} from '#core/reading.ts'
import { storyKeys } from '#core/stories/story-keys.ts'
import { type ArticleNames, toArticleNames } from './counts/article-counts.ts'
import { createCounters } from './counts/counters.ts'
import { lazyStatements } from './lazy-statements.ts'
import { readingChecksum } from './reading-checksum.ts'
import { createDecider } from './registry/decider.ts'
import { encodeHeard, hear } from './registry/heard.ts'
import { createLocated } from './located.ts'
import { createSaid } from './said.ts'
import { createStoryFinder } from './stories/story-finder.ts'
import { inTransaction } from '#core/files/sqlite-transaction.ts'

/** Articles checked for copies per transaction. */
const AT_ONCE = 500

/** The file and line of a record. */
export interface Origin {
  path: string
  /** The line on which the record starts, from 1; null for a file as a whole. */
  line: number | null
}

/** An article with its reading. */
export interface ArticleEntry {
  article: Article
  reading: Reading
  /** Extractor version that made the reading; empty if names were not extracted. */
  extractor: string
  origin: Origin
}

/** An article with its lists and objects as JSON. */
export interface StoredArticle extends Omit<Article, 'authors' | 'metadata'> {
  authors: string
  metadata: string
}

/** The same with its reading in stored form. */
export interface ReadEntry extends Omit<ArticleEntry, 'reading'> {
  reading: StoredReading
}

/** An entry with everything that storing it needs; `prepareEntry` makes it, in any thread. */
export interface PreparedEntry extends Omit<ReadEntry, 'article'> {
  article: StoredArticle
  /** Content hash of the article. */
  hash: string
  /** The names as the text alone gives them, encoded for the registry; see `encodeHeard`. */
  heard: string
  /** By which copies of its text are found. */
  keys: readonly number[]
  /** True if the archive neither has nor bars the id, and nothing else can add it first. */
  isNew: boolean
}

export type PutOutcome = 'added' | 'changed' | 'unchanged' | 'barred'

/** What the archive holds under an id. */
export interface Known {
  row: number
  rev: number
  hash: string
  extractor: string
  path: string | null
  line: number | null
}

/**
 * Something in the same file that changes in the same transaction as the articles: the full-text
 * index.
 */
export interface ArticleFollower {
  put(row: number, article: Pick<Article, 'title' | 'body'>): void
  remove(row: number): void
  /** Called once at the end of a transaction, with the rev it reached. */
  caughtUp(rev: number): void
  /** Called after a rollback of everything put and removed in the transaction. */
  undone(): void
}

export interface ArticleWriter {
  /** Grows with every change. */
  rev(): number
  follow(follower: ArticleFollower): void
  unfollow(follower: ArticleFollower): void
  known(id: string): Known | null
  /** True for an id that was removed on purpose and stays out. */
  isBarred(id: string): boolean
  /** Ids of articles from this path, except `id`. */
  othersFrom(path: string, id: string): string[]
  /** Stores a batch in one transaction; outcomes in the order of the entries. */
  write(batch: ArticleEntry[]): PutOutcome[]
  writePrepared(batch: PreparedEntry[]): PutOutcome[]
  /** Replaces another article from the same path, whose text becomes a revision. */
  supersede(oldId: string, entry: PreparedEntry): PutOutcome
  /** Removes articles; barred ones stay out on re-import. Returns how many were there. */
  remove(ids: string[], options: { barred: boolean }): number
  /**
   * Sorts ids so that first texts of stories come last: removed in this order, few stories must be
   * searched again.
   */
  copiesFirst(ids: string[]): string[]
  /** Lets removed articles in again. */
  unbar(ids: string[]): void
  idsOf(source: string): string[]
  /** Runs the work as one change of the archive; `nextRev` gives revs for what it changes. */
  amend<T>(work: (nextRev: () => number) => T): T
  /** Applies the current registry to the names of stored articles and updates their counts. */
  redecide(rows: number[]): void
  /**
   * Finds copies of some articles stored by an earlier version; returns how many, 0 once all are
   * done.
   */
  findCopies(): number
}

/**
 * Hashes everything a reader yields except where it was found; equal hashes mean the same article.
 */
export function contentHash(article: Article): string {
  return hash('sha256', JSON.stringify(article), 'base64url')
}

export const toRead = (entry: ArticleEntry): ReadEntry => ({
  ...entry,
  reading: encodeReading(entry.reading),
})

export function prepareEntry({ article, ...entry }: ReadEntry, isNew = false): PreparedEntry {
  return {
    ...entry,
    article: {
      ...article,
      authors: JSON.stringify(article.authors),
      metadata: JSON.stringify(article.metadata),
    },
    hash: contentHash(article),
    heard: encodeHeard(hear(decodeReading(entry.reading, article))),
    keys: storyKeys(article.body),
    isNew,
  }
}

export function createArticleWriter(db: DatabaseSync): ArticleWriter {
  const counters = createCounters(db)
  const decider = createDecider(db)
  const said = createSaid(db)
  const located = createLocated(db)
  const finder = createStoryFinder(db, counters.touchStory)
  const followers: ArticleFollower[] = []
  const sql = prepareStatements(db)
  let rev = 0
  let isAdvancing = false

  function known(id: string): Known | null {
    return (sql.known().get(id) as unknown as Known | undefined) ?? null
  }

  function isBarred(id: string): boolean {
    return sql.barred().get(id) !== undefined
  }

  /** Runs the work as the next revisions of the archive; nested calls join the outer one. */
  function advance<T>(work: () => T): T {
    if (isAdvancing) return work()
    isAdvancing = true
    try {
      return inTransaction(db, () => {
        rev = (sql.rev().get() as { rev: number }).rev
        counters.begin()
        finder.begin()
        const before = rev
        const result = work()
        rev = finder.settle(rev)
        counters.flush(rev)
        if (rev === before) return result
        sql.setState().run(rev, counters.articles, counters.sentences, counters.stories)
        for (const follower of followers) follower.caughtUp(rev)
        return result
      })
    } catch (error) {
      counters.undone()
      decider.forget()
      finder.undone()
      for (const follower of followers) follower.undone()
      throw error
    } finally {
      isAdvancing = false
    }
  }

  function put(entry: PreparedEntry): PutOutcome {
    const { article, hash, extractor, isNew } = entry
    if (!isNew && isBarred(article.id)) return 'barred'
    const before = isNew ? null : known(article.id)
    if (!before) {
      insert(entry)
      return 'added'
    }
    if (before.hash === hash && before.extractor === extractor) return 'unchanged'
    if (before.hash !== hash) keepRevision(article.id, article.id)
    replace(before.row, entry)
    return before.hash === hash ? 'unchanged' : 'changed'
  }

  function insert(entry: PreparedEntry): void {
    const names = toArticleNames(entry.reading, entry.article)
    const values = articleValues(entry, names.sentences, ++rev)
    const { lastInsertRowid } = sql.insert().run(...values, entry.article.id, rev)
    storeReading(Number(lastInsertRowid), entry, names)
  }

  function replace(row: number, entry: PreparedEntry): void {
    subtract(row)
    sql.removeText().run(row)
    sql.removeReading().run(row)
    const names = toArticleNames(entry.reading, entry.article)
    sql.update().run(...articleValues(entry, names.sentences, ++rev), row)
    storeReading(row, entry, names)
  }

  /** Stores the names as the text gives them. */
  function storeReading(
    row: number,
    { article, reading, heard, keys }: PreparedEntry,
    names: ArticleNames,
  ): void {
    const { body, dateline, byline, tail, publishedText, metadata } = article
    sql.putText().run(row, body, dateline, byline, tail, publishedText, metadata)
    sql.putHeard().run(row, heard)
    const mentions = decider.decide(names.mentions, row)
    const pairs = counters.add(row, article.publishedAt, { ...names, mentions })
    const isAsTold = mentions === names.mentions
    putReading(row, reading, isAsTold ? null : encodeMentions(mentions), pairs)
    finder.put(row, { id: article.id, publishedAt: article.publishedAt, keys })
    for (const follower of followers) follower.put(row, article)
  }

  /**
   * `told` is the reading as the text gives it; `decided` its mentions where the registry changes
   * them, else null.
   */
  function putReading(
    row: number,
    told: StoredReading,
    decided: string | null,
    pairs: Uint8Array,
  ): void {
    const { sentences, roles, quotations } = told
    const mentions = decided ?? told.mentions
    const kept = decided === null ? null : told.mentions
    const checksum = readingChecksum({ sentences, mentions, roles, quotations, told: kept })
    sql.putReading().run(row, sentences, mentions, roles, quotations, pairs, checksum, kept)
    said.put(row, { mentions, quotations })
    located.put(row, { mentions })
  }

  function subtract(row: number): void {
    const stored = sql.reading().get(row) as unknown as CountedReading
    finder.remove(row)
    counters.subtract(row, stored.published_at, toArticleNames(stored, stored))
    said.remove(row)
    located.remove(row)
    for (const follower of followers) follower.remove(row)
  }

  function redecideOne(row: number): void {
    sql.noLongerStale().run(row)
    const stored = sql.reading().get(row) as unknown as CountedReading | undefined
    if (!stored) return
    const told = { ...stored, mentions: stored.told ?? stored.mentions }
    const before = toArticleNames(stored, stored)
    const mentions = decodeMentions(told.mentions, stored)
    const after = { ...before, mentions: decider.decide(mentions, row) }
    const decided = after.mentions === mentions ? null : encodeMentions(after.mentions)
    if ((decided ?? told.mentions) === stored.mentions) return
    putReading(row, told, decided, counters.recount(row, stored.published_at, before, after))
    sql.stamp().run(++rev, row)
  }

  function keepRevision(id: string, under: string): void {
    sql.keepRevision().run(under, new Date().toISOString(), id)
  }

  function removeOne(id: string, barred: boolean): boolean {
    const before = known(id)
    if (!before) return false
    subtract(before.row)
    const { removeArticle, removeText, removeReading, removeHeard, removeExceptions } = sql
    for (const remove of [removeArticle, removeText, removeReading, removeHeard, removeExceptions])
      remove().run(before.row)
    sql.removeRevisions().run(id)
    sql.tombstone().run(before.row, id, ++rev, barred ? 1 : 0)
    return true
  }

  return {
    rev: () => (sql.rev().get() as { rev: number }).rev,
    follow: (follower) => void followers.push(follower),
    unfollow: (follower) => void followers.splice(followers.indexOf(follower), 1),
    known,
    isBarred,
    othersFrom: (path, id) => ids(sql.fromPath().all(path, id)),
    idsOf: (source) => ids(sql.ofSource().all(source)),
    write: (batch) => advance(() => batch.map((entry) => put(prepareEntry(toRead(entry))))),
    writePrepared: (batch) => advance(() => batch.map(put)),
    supersede(oldId, entry) {
      if (isBarred(entry.article.id)) return 'barred'
      return advance(() => {
        keepRevision(oldId, entry.article.id)
        sql.moveRevisions().run(entry.article.id, oldId)
        removeOne(oldId, false)
        put(entry)
        return 'changed'
      })
    },
    remove: (gone, { barred }) => advance(() => gone.filter((id) => removeOne(id, barred)).length),
    copiesFirst(ids) {
      const isFirst = (id: string) => sql.isFirst().get(id) !== undefined
      const { first = [], copies = [] } = Object.groupBy(ids, (id) =>
        isFirst(id) ? 'first' : 'copies',
      )
      return [...copies, ...first]
    },
    findCopies: () =>
      advance(() => {
        const rows = sql.unfound().all(AT_ONCE) as { row: number }[]
        for (const { row } of rows) finder.check(row)
        return rows.length
      }),
    unbar(back) {
      advance(() => back.forEach((id) => sql.unbar().run(id)))
    },
    amend: (work) => {
      decider.forget()
      return advance(() => work(() => ++rev))
    },
    redecide(rows) {
      decider.forget()
      advance(() => rows.forEach(redecideOne))
    },
  }
}

type CountedReading = StoredReading & Texts & { told: string | null; published_at: string | null }

const ids = (rows: unknown[]) => (rows as { id: string }[]).map(({ id }) => id)

function articleValues(
  { article, hash, extractor, origin }: PreparedEntry,
  sentences: number,
  rev: number,
) {
  return [
    rev,
    hash,
    article.publishedAt,
    article.source,
    article.language,
    article.authors,
    article.title,
    article.place,
    article.url,
    sentences,
    extractor,
    origin.path,
    origin.line,
  ] as const
}

function prepareStatements(db: DatabaseSync) {
  const lazily = lazyStatements(db)
  return {
    rev: lazily('select rev from state'),
    setState: lazily(
      'update state set rev = ?, articles = articles + ?, sentences = sentences + ?, stories = stories + ?',
    ),
    known: lazily('select row, rev, hash, extractor, path, line from article where id = ?'),
    barred: lazily('select 1 from removed where id = ? and barred = 1'),
    isFirst: lazily('select 1 from article where id = ? and founds = 1'),
    fromPath: lazily('select id from article where path = ? and id <> ?'),
    unfound: lazily('select row from article where founds is null order by row limit ?'),
    ofSource: lazily('select id from article where source = ? order by id'),
    insert: lazily(
      `insert into article (rev, hash, published_at, source, language, authors, title, place, url, sentences,
         extractor, path, line, id, story) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    update: lazily(
      `update article set rev = ?, hash = ?, published_at = ?, source = ?, language = ?, authors = ?, title = ?,
         place = ?, url = ?, sentences = ?, extractor = ?, path = ?, line = ? where row = ?`,
    ),
    putText: lazily('insert into article_text values (?, ?, ?, ?, ?, ?, ?)'),
    putReading: lazily(
      `insert or replace into reading (row, sentences, mentions, roles, quotations, names, checksum, told)
       values (?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    putHeard: lazily('insert or replace into heard values (?, ?)'),
    removeHeard: lazily('delete from heard where article = ?'),
    removeExceptions: lazily('delete from exception where article = ?'),
    noLongerStale: lazily('delete from stale where article = ?'),
    stamp: lazily('update article set rev = ? where row = ?'),
    reading: lazily(
      `select r.sentences, r.mentions, r.roles, r.quotations, r.told, a.published_at, a.title, t.body, t.dateline
       from reading r join article a using (row) join article_text t using (row) where row = ?`,
    ),
    keepRevision: lazily(
      `insert or replace into revision (id, rev, title, body, published_at, replaced_at)
       select ?, a.rev, a.title, t.body, a.published_at, ? from article a join article_text t using (row) where a.id = ?`,
    ),
    moveRevisions: lazily('update or replace revision set id = ? where id = ?'),
    removeArticle: lazily('delete from article where row = ?'),
    removeText: lazily('delete from article_text where row = ?'),
    removeRevisions: lazily('delete from revision where id = ?'),
    removeReading: lazily('delete from reading where row = ?'),
    tombstone: lazily('insert into removed (row, id, rev, barred) values (?, ?, ?, ?)'),
    unbar: lazily('update removed set barred = 0 where id = ?'),
  }
}
