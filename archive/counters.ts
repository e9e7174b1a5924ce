import type { DatabaseSync } from 'node:sqlite'
import type { EntityKind, Reading } from '#core/article.ts'
import { compareText } from '#core/compare-text.ts'
import {
  type StoredReading,
  type Texts,
  decodeMentions,
  decodeRoles,
  namesBySentence,
  sentenceCount,
} from '#core/reading.ts'
import { singleSpaced } from '#core/text.ts'
import { MAX_ENTITIES_OF_TIE, makesTies } from '#core/ties.ts'

/** What a transaction adds to, or takes from, the counts of one entity. */
interface EntityDelta {
  row: number
  articles: number
  sentences: number
  first: string | null
  last: string | null
  /** By written form: sentences, and mentions that stand for it as their full name. */
  aliases: Map<string, { count: number; full: number }>
}

interface TieDelta {
  a: number
  b: number
  sentences: number
  articles: number
  first: string | null
  last: string | null
}

/** What an article counts for. */
export interface ArticleNames extends Pick<Reading, 'mentions' | 'roles'> {
  /** Number of its sentences. */
  sentences: number
}

export const toArticleNames = (stored: StoredReading, texts: Texts): ArticleNames => ({
  sentences: sentenceCount(stored),
  mentions: decodeMentions(stored.mentions, texts),
  roles: decodeRoles(stored.roles),
})

export interface Counters {
  /** Change of the number of articles and of sentences since `begin`. */
  readonly articles: number
  readonly sentences: number
  begin(): void
  /** Counts an article in; returns its names as the `names` blob of its reading. */
  add(article: number, publishedAt: string | null, names: ArticleNames): Uint8Array
  /** Counts an article out; the same names must have been added before. */
  subtract(article: number, publishedAt: string | null, names: ArticleNames): void
  /** Writes what `add` and `subtract` collected, stamped with `rev`. */
  flush(rev: number): void
  /** To be called where the transaction was undone: rows that it made are gone. */
  undone(): void
}

/** Entity rows below this make one safe integer of a pair. */
const PAIR = 2 ** 26
const MAX_CACHED_ROWS = 200_000
const NO_PAIRS = new Uint8Array(0)

/**
 * Keeps the counts of entities and ties equal to the sentences behind them: changes of a whole batch are summed up
 * here and written once, sorted, in the batch's own transaction.
 */
export function createCounters(db: DatabaseSync): Counters {
  const rows = new Map<string, number>()
  const entities = new Map<number, EntityDelta>()
  const ties = new Map<number, TieDelta>()
  /** Set where something was taken out: then first and last dates must be looked up anew. */
  let shrunk = false
  let sql: ReturnType<typeof prepareStatements> | undefined
  const statements = () => (sql ??= prepareStatements(db))
  let articles = 0
  let sentences = 0

  function begin(): void {
    if (rows.size > MAX_CACHED_ROWS) rows.clear()
    entities.clear()
    ties.clear()
    shrunk = false
    articles = 0
    sentences = 0
  }

  function rowOf(id: string, kind: EntityKind): number {
    const cached = rows.get(id)
    if (cached !== undefined) return cached
    const found = statements().findEntity.get(id) as { row: number } | undefined
    const row = found?.row ?? Number(statements().addEntity.run(id, kind).lastInsertRowid)
    rows.set(id, row)
    return row
  }

  function changeOf(row: number): EntityDelta {
    let change = entities.get(row)
    if (!change) {
      change = { row, articles: 0, sentences: 0, first: null, last: null, aliases: new Map() }
      entities.set(row, change)
    }
    return change
  }

  function tieChangeOf(a: number, b: number): TieDelta {
    const key = a * PAIR + b
    let change = ties.get(key)
    if (!change) {
      change = { a, b, sentences: 0, articles: 0, first: null, last: null }
      ties.set(key, change)
    }
    return change
  }

  function count(article: number, publishedAt: string | null, counted: ArticleNames, sign: 1 | -1) {
    articles += sign
    sentences += sign * counted.sentences
    const pairs: number[] = []
    if (counted.mentions.length === 0) return pairs

    const { addName, removeName } = statements()
    const names = namesBySentence(counted)
    const inArticle = new Set<number>()
    const tiesInArticle = new Set<number>()

    for (const [sentence, kinds] of names) {
      // Sorted by id, since a tie is stored once, from the smaller id to the larger.
      const found = [...kinds].sort(byId).map(([id, kind]) => rowOf(id, kind))
      for (const row of found) {
        pairs.push(sentence, row)
        if (sign === 1) addName.run(row, article, sentence, found.length)
        else removeName.run(row, article, sentence)
        changeOf(row).sentences += sign
        inArticle.add(row)
      }
      if (!makesTies(found.length)) continue
      for (let i = 0; i < found.length; i++) {
        for (let j = i + 1; j < found.length; j++) {
          tieChangeOf(found[i]!, found[j]!).sentences += sign
          tiesInArticle.add(found[i]! * PAIR + found[j]!)
        }
      }
    }
    for (const row of inArticle) countArticle(changeOf(row), publishedAt, sign)
    for (const key of tiesInArticle) countArticle(ties.get(key)!, publishedAt, sign)
    countAliases(counted, sign)
    return pairs
  }

  /** A written form counts once a sentence, like all that is counted; a full name once a mention. */
  function countAliases({ mentions }: ArticleNames, sign: 1 | -1): void {
    const written = new Set<string>()
    for (const { entity, kind, sentence, surface, name } of mentions) {
      if (entity === null || sentence === null || kind === 'place') continue
      const { aliases } = changeOf(rowOf(entity, kind))
      const form = singleSpaced(surface)
      const place = `${sentence} ${entity} ${form}`
      countAlias(aliases, form, written.has(place) ? 0 : sign, 0)
      countAlias(aliases, singleSpaced(name), 0, sign)
      written.add(place)
    }
  }

  function addRoles(article: number, { mentions, roles }: ArticleNames): void {
    for (const { person, of, title, sentence, former } of roles) {
      const [who, where] = [mentions[person], mentions[of]]
      if (!who?.entity || !where?.entity || where.kind === 'place') continue
      statements().addRole.run(
        rowOf(who.entity, 'person'),
        rowOf(where.entity, where.kind),
        title,
        former ? 1 : 0,
        article,
        sentence,
      )
    }
  }

  return {
    get articles() {
      return articles
    },
    get sentences() {
      return sentences
    },
    begin,
    add(article, publishedAt, names) {
      const pairs = count(article, publishedAt, names, 1)
      if (names.mentions.length === 0) return NO_PAIRS
      addRoles(article, names)
      return new Uint8Array(Int32Array.from(pairs).buffer)
    },
    subtract(article, publishedAt, names) {
      shrunk = true
      count(article, publishedAt, names, -1)
      statements().removeRoles.run(article)
    },
    flush(rev) {
      for (const change of [...ties.values()].sort((x, y) => x.a - y.a || x.b - y.b)) {
        writeTie(change, rev)
      }
      for (const change of [...entities.values()].sort((x, y) => x.row - y.row)) {
        writeEntity(change, rev)
      }
    },
    undone: () => rows.clear(),
  }

  function writeTie({ a, b, sentences, articles, first, last }: TieDelta, rev: number): void {
    const { putTie, datesOfTie, removeTie, recordTieTombstone } = statements()
    putTie.run(a, b, sentences, articles, first, last, rev)
    if (!shrunk) return
    const removed = removeTie.run(a, b)
    if (removed.changes === 0) datesOfTie.run({ a, b })
    else recordTieTombstone.run(rev, a, b)
  }

  function writeEntity(change: EntityDelta, rev: number): void {
    const {
      putAlias,
      putEntity,
      recordEntityTombstone,
      removeEntity,
      removeAliases,
      datesOfEntity,
    } = statements()
    const { row, aliases } = change
    for (const [name, { count, full }] of aliases) putAlias.run(row, name, count, full)
    if (shrunk) removeAliases.run(row)
    putEntity.run(change.articles, change.sentences, change.first, change.last, rev, row)
    if (!shrunk) return
    recordEntityTombstone.run(rev, row)
    const removed = removeEntity.run(row)
    if (removed.changes === 0) datesOfEntity.run({ row })
    else forget(row)
  }

  function forget(row: number): void {
    for (const [id, known] of rows) if (known === row) rows.delete(id)
  }
}

const byId = ([a]: [string, EntityKind], [b]: [string, EntityKind]) => compareText(a, b)

function countArticle(
  change: EntityDelta | TieDelta,
  publishedAt: string | null,
  sign: 1 | -1,
): void {
  change.articles += sign
  if (publishedAt === null || sign === -1) return
  if (change.first === null || publishedAt < change.first) change.first = publishedAt
  if (change.last === null || publishedAt > change.last) change.last = publishedAt
}

function countAlias(aliases: EntityDelta['aliases'], name: string, count: number, full: number) {
  const known = aliases.get(name)
  if (!known) {
    aliases.set(name, { count, full })
    return
  }
  known.count += count
  known.full += full
}

function prepareStatements(db: DatabaseSync) {
  return {
    findEntity: db.prepare('select row from entity where id = ?'),
    addEntity: db.prepare(
      `insert into entity (id, kind, name, articles, sentences, first, last, rev)
       values (?, ?, '', 0, 0, null, null, 0)`,
    ),
    addName: db.prepare(
      'insert into named (entity, article, sentence, entities) values (?, ?, ?, ?)',
    ),
    removeName: db.prepare('delete from named where entity = ? and article = ? and sentence = ?'),
    addRole: db.prepare('insert or ignore into role values (?, ?, ?, ?, ?, ?)'),
    removeRoles: db.prepare('delete from role where article = ?'),
    putTie: db.prepare(
      `insert into tie (a, b, sentences, articles, first, last, rev) values (?, ?, ?, ?, ?, ?, ?)
       on conflict (a, b) do update set
         sentences = sentences + excluded.sentences,
         articles = articles + excluded.articles,
         first = min(ifnull(first, excluded.first), ifnull(excluded.first, first)),
         last = max(ifnull(last, excluded.last), ifnull(excluded.last, last)),
         rev = excluded.rev`,
    ),
    removeTie: db.prepare('delete from tie where a = ? and b = ? and sentences = 0'),
    // While nothing was filled from the archive, nothing needs to hear of what went.
    recordTieTombstone: db.prepare(
      `insert or replace into gone select x.id, y.id, ? from entity x, entity y
       where x.row = ? and y.row = ? and exists (select 1 from projection where stream = 'ties')`,
    ),
    datesOfTie: db.prepare(
      `update tie set (first, last) = (
         select min(published_at), max(published_at)
         from named x join named y using (article, sentence) join article on article.row = x.article
         where x.entity = :a and y.entity = :b and x.entities <= ${MAX_ENTITIES_OF_TIE}
       ) where a = :a and b = :b`,
    ),
    putAlias: db.prepare(
      `insert into alias (entity, name, count, full) values (?, ?, ?, ?)
       on conflict (entity, name) do update set count = count + excluded.count, full = full + excluded.full`,
    ),
    removeAliases: db.prepare('delete from alias where entity = ? and count = 0 and full = 0'),
    putEntity: db.prepare(
      `update entity set
         articles = articles + ?1,
         sentences = sentences + ?2,
         first = min(ifnull(first, ?3), ifnull(?3, first)),
         last = max(ifnull(last, ?4), ifnull(?4, last)),
         rev = ?5,
         name = ifnull((select name from alias where entity = ?6 order by full desc, count desc, name limit 1), name)
       where row = ?6`,
    ),
    recordEntityTombstone: db.prepare(
      `insert or replace into gone select id, '', ? from entity
       where row = ? and sentences = 0 and exists (select 1 from projection where stream = 'entities')`,
    ),
    removeEntity: db.prepare('delete from entity where row = ? and sentences = 0'),
    datesOfEntity: db.prepare(
      `update entity set (first, last) = (
         select min(published_at), max(published_at)
         from named join article on article.row = named.article where entity = :row
       ) where row = :row`,
    ),
  }
}
