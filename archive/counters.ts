import type { DatabaseSync } from 'node:sqlite'
import type { EntityKind, Reading } from '#core/article.ts'
import { compareText } from '#core/text/compare-text.ts'
import {
  type StoredReading,
  type Texts,
  decodeMentions,
  decodeRoles,
  namesBySentence,
  sentenceCount,
} from '#core/reading.ts'
import { dayOf } from '#core/graph/period.ts'
import { resolveRoleTime } from '#core/role-time.ts'
import { singleSpaced } from '#core/text.ts'
import { makesTies, sentenceCode, tieWeight } from '#core/graph/ties.ts'
import { TYING } from '#core/graph/sqlite-tying.ts'
import { createSharedCounts } from './stories/shared-counts.ts'
import { fromTieKey, toTieKey } from './tie-key.ts'

/** Change of a count within one transaction. */
interface Delta {
  stories: number
  sentences: number
  /** Sum of `tieWeight`; only for ties. */
  weight: number
  articles: number
  first: string | null
  last: string | null
  /** True if something was removed. */
  shrunk: boolean
  /** Days of removed articles: if one was the first or last of all, the dates must be looked up again. */
  goneFirst: string | null
  goneLast: string | null
}

interface EntityDelta extends Delta {
  row: number
  /** By written form: number of sentences, and of mentions with it as their full name. */
  aliases: Map<string, { count: number; full: number }>
  /** True if the entity's roles may have changed. */
  restated: boolean
}

interface TieDelta extends Delta {
  a: number
  b: number
}

/** What one article counts for, by entity row. */
interface Effect {
  /** In order of sentences, and of ids within each. */
  sentences: { sentence: number; found: FoundName[] }[]
  /** By entity row, and by tie key. */
  entities: Map<number, Tally>
  ties: Map<number, Tally>
  aliases: { row: number; name: string; count: number; full: number }[]
}

interface FoundName {
  row: number
  isAside: boolean
}

interface Tally {
  sentences: number
  weight: number
}

/** The names of an article to be counted. */
export interface ArticleNames extends Pick<Reading, 'mentions' | 'roles'> {
  /** Number of the article's sentences. */
  sentences: number
}

export const toArticleNames = (stored: StoredReading, texts: Texts): ArticleNames => ({
  sentences: sentenceCount(stored),
  mentions: decodeMentions(stored.mentions, texts),
  roles: decodeRoles(stored.roles),
})

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

const MAX_CACHED_ROWS = 200_000
const NO_PAIRS = new Uint8Array(0)

/**
 * Keeps the counts of entities and ties equal to the sentences behind them. Changes of a batch are
 * summed in memory and written once, sorted, in the batch's own transaction.
 */
export function createCounters(db: DatabaseSync): Counters {
  const rows = new Map<string, number>()
  const entities = new Map<number, EntityDelta>()
  const ties = new Map<number, TieDelta>()
  let sql: ReturnType<typeof prepareStatements> | undefined
  const statements = () => (sql ??= prepareStatements(db))
  let articles = 0
  let sentences = 0
  let stories = 0
  const shared = createSharedCounts(db, {
    articles: (surplus) => void (stories -= surplus),
    entity: (row, surplus) => void (changeOf(row).stories -= surplus),
    tie: (key, surplus) => void (tieChangeOf(key).stories -= surplus),
  })

  function begin(): void {
    if (rows.size > MAX_CACHED_ROWS) rows.clear()
    entities.clear()
    ties.clear()
    articles = 0
    sentences = 0
    stories = 0
    shared.reset()
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
    if (!change) entities.set(row, (change = newEntityDelta(row)))
    return change
  }

  function tieChangeOf(key: number): TieDelta {
    let change = ties.get(key)
    if (!change) {
      change = { ...fromTieKey(key), ...noChange() }
      ties.set(key, change)
    }
    return change
  }

  function effectOf(counted: ArticleNames): Effect {
    const effect: Effect = { sentences: [], entities: new Map(), ties: new Map(), aliases: [] }
    for (const [sentence, named] of namesBySentence(counted)) {
      // Sorted by id, because a tie is stored once, from the smaller id to the larger.
      const found = [...named].sort(byId).map(([id, { kind, isAside }]) => {
        return { row: rowOf(id, kind), isAside }
      })
      effect.sentences.push({ sentence, found })
      for (const { row } of found) addTo(effect.entities, row, 0)
      if (!makesTies(found.length)) continue
      const weight = tieWeight(found.length)
      const tying = found.filter(({ isAside }) => !isAside)
      for (const [i, a] of tying.entries()) {
        for (const b of tying.slice(i + 1)) addTo(effect.ties, toTieKey(a.row, b.row), weight)
      }
    }
    effect.aliases = aliasesOf(counted)
    return effect
  }

  /**
   * A written form counts once per sentence, like everything counted; a full name once per mention.
   */
  function aliasesOf({ mentions }: ArticleNames): Effect['aliases'] {
    const found: Effect['aliases'] = []
    const written = new Set<string>()
    for (const { entity, kind, sentence, surface, name, via } of mentions) {
      if (entity === null || sentence === null || kind === 'place') continue
      const row = rowOf(entity, kind)
      const form = singleSpaced(surface)
      const place = `${sentence} ${entity} ${form}`
      found.push({ row, name: form, count: written.has(place) ? 0 : 1, full: 0 })
      // A name linked only through the archive says nothing about the entity's full name.
      if (via !== 'archive') found.push({ row, name: singleSpaced(name), count: 0, full: 1 })
      written.add(place)
    }
    return found
  }

  function apply(effect: Effect, publishedAt: string | null, sign: 1 | -1): void {
    for (const [row, tally] of effect.entities) {
      const entity = changeOf(row)
      entity.restated = true
      change(entity, signed(tally, sign), sign, publishedAt)
    }
    for (const [key, tally] of effect.ties) {
      change(tieChangeOf(key), signed(tally, sign), sign, publishedAt)
    }
    applyAliases(effect.aliases, sign)
  }

  function applyAliases(aliases: Effect['aliases'], sign: 1 | -1): void {
    for (const { row, name, count, full } of aliases) {
      countAlias(changeOf(row).aliases, name, sign * count, sign * full)
    }
  }

  function addNames(article: number, { sentences }: Effect): void {
    const { addName } = statements()
    for (const { sentence, found } of sentences) {
      for (const { row, isAside } of found) {
        addName.run(row, article, sentence, found.length, isAside ? 1 : 0)
      }
    }
  }

  function removeNames(article: number, { sentences }: Effect): void {
    const { removeName } = statements()
    for (const { sentence, found } of sentences) {
      for (const { row } of found) removeName.run(row, article, sentence)
    }
  }

  /** Stores the roles of an article; entities whose roles changed are sent again. */
  function replaceRoles(
    article: number,
    publishedAt: string | null,
    before: ArticleNames,
    after: ArticleNames,
  ): void {
    const [old, now] = [rolesByIds(before), rolesByIds(after)]
    if (old.join() === now.join()) return
    statements().removeRoles.run(article)
    addRoles(article, publishedAt, after)
    for (const { mentions, roles } of [before, after]) {
      for (const { person } of roles) {
        const { entity } = mentions[person] ?? {}
        if (entity) changeOf(rowOf(entity, 'person')).restated = true
      }
    }
  }

  function addRoles(
    article: number,
    publishedAt: string | null,
    { mentions, roles }: ArticleNames,
  ): void {
    for (const { person, of, title, sentence, former, since, until } of roles) {
      const [who, where] = [mentions[person], mentions[of]]
      if (!who?.entity || !where?.entity || where.kind === 'place') continue
      statements().addRole.run(
        rowOf(who.entity, 'person'),
        rowOf(where.entity, where.kind),
        title,
        former ? 1 : 0,
        article,
        sentence,
        resolveRoleTime(since, publishedAt),
        resolveRoleTime(until, publishedAt),
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
    get stories() {
      return stories
    },
    begin,
    touchStory: shared.touch,
    countShared: shared.count,
    add(article, publishedAt, names) {
      articles++
      stories++
      sentences += names.sentences
      if (names.mentions.length === 0) return NO_PAIRS
      const effect = effectOf(names)
      addNames(article, effect)
      apply(effect, publishedAt, 1)
      addRoles(article, publishedAt, names)
      return toPairs(effect)
    },
    subtract(article, publishedAt, names) {
      articles--
      stories--
      sentences -= names.sentences
      shared.touch(article)
      if (names.mentions.length === 0) return
      const effect = effectOf(names)
      removeNames(article, effect)
      apply(effect, publishedAt, -1)
      statements().removeRoles.run(article)
    },
    recount(article, publishedAt, before, after) {
      shared.touch(article)
      const [old, now] = [effectOf(before), effectOf(after)]
      removeNames(article, old)
      addNames(article, now)
      for (const [row, by] of differences(old.entities, now.entities)) {
        change(changeOf(row), by, by.articles, publishedAt)
      }
      for (const [key, by] of differences(old.ties, now.ties)) {
        change(tieChangeOf(key), by, by.articles, publishedAt)
      }
      applyAliases(old.aliases, -1)
      applyAliases(now.aliases, 1)
      replaceRoles(article, publishedAt, before, after)
      return toPairs(now)
    },
    flush(rev) {
      shared.close()
      for (const change of [...ties.values()].sort((x, y) => x.a - y.a || x.b - y.b)) {
        writeTie(change, rev)
      }
      for (const change of [...entities.values()].sort((x, y) => x.row - y.row)) {
        writeEntity(change, rev)
      }
    },
    undone() {
      rows.clear()
      shared.reset()
    },
  }

  function writeTie(
    { a, b, sentences, weight, articles, stories, first, last, shrunk, ...gone }: TieDelta,
    rev: number,
  ): void {
    const { putTie, datesOfTie, removeTie, recordTieTombstone } = statements()
    const isSame = sentences === 0 && weight === 0 && articles === 0 && stories === 0
    if (!shrunk && isSame) return
    putTie.run(a, b, sentences, articles, stories, weight, first, last, rev)
    if (!shrunk) return
    const removed = removeTie.run(a, b)
    if (removed.changes === 0) datesOfTie.run({ a, b, ...fewerFirst(a, b), ...gone })
    else recordTieTombstone.run(rev, a, b)
  }

  /** Dates of a tie are looked up among the sentences of the end that has fewer. */
  function fewerFirst(a: number, b: number): { fewer: number; other: number } {
    const { row } = statements().fewer.get(a, b) as { row: number }
    return { fewer: row, other: row === a ? b : a }
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
    let { shrunk } = change
    for (const [name, { count, full }] of aliases) {
      if (count !== 0 || full !== 0) putAlias.run(row, name, count, full)
      shrunk ||= count < 0 || full < 0
    }
    if (!shrunk && isNothing(change)) return
    if (shrunk) removeAliases.run(row)
    const { articles, stories, sentences, first, last } = change
    putEntity.run(articles, sentences, first, last, rev, row, stories)
    if (!shrunk) return
    recordEntityTombstone.run(rev, row)
    const removed = removeEntity.run(row)
    if (removed.changes === 0)
      datesOfEntity.run({ row, goneFirst: change.goneFirst, goneLast: change.goneLast })
    else forget(row)
  }

  function forget(row: number): void {
    for (const [id, known] of rows) if (known === row) rows.delete(id)
  }
}

const byId = ([a]: [string, unknown], [b]: [string, unknown]) => compareText(a, b)

const noChange = (): Delta => ({
  stories: 0,
  sentences: 0,
  weight: 0,
  articles: 0,
  first: null,
  last: null,
  shrunk: false,
  goneFirst: null,
  goneLast: null,
})

const newEntityDelta = (row: number): EntityDelta => ({
  row,
  ...noChange(),
  aliases: new Map(),
  restated: false,
})

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

/** `articles` is 1 if an article came in, -1 if it went out, 0 if it stays with other sentences. */
function change(delta: Delta, tally: Tally, articles: number, date: string | null): void {
  delta.sentences += tally.sentences
  delta.weight += tally.weight
  delta.articles += articles
  delta.stories += articles
  if (articles < 0) delta.shrunk = true
  if (date === null || articles === 0) return
  const day = dayOf(date)
  const [first, last] =
    articles > 0 ? (['first', 'last'] as const) : (['goneFirst', 'goneLast'] as const)
  delta[first] = earlier(delta[first], day)
  delta[last] = later(delta[last], day)
}

const earlier = (known: string | null, day: string) => (known === null || day < known ? day : known)

const later = (known: string | null, day: string) => (known === null || day > known ? day : known)

function addTo(tallies: Map<number, Tally>, key: number, weight: number): void {
  const known = tallies.get(key)
  if (!known) {
    tallies.set(key, { sentences: 1, weight })
    return
  }
  known.sentences++
  known.weight += weight
}

const signed = ({ sentences, weight }: Tally, sign: 1 | -1): Tally => ({
  sentences: sign * sentences,
  weight: sign * weight,
})

/** Yields the changes from one article's counts before to those after. */
function* differences(before: Map<number, Tally>, after: Map<number, Tally>) {
  for (const [key, was] of before) {
    const is = after.get(key) ?? { sentences: 0, weight: 0 }
    const [sentences, weight] = [is.sentences - was.sentences, is.weight - was.weight]
    if (sentences === 0 && weight === 0) continue
    yield [key, { sentences, weight, articles: is.sentences === 0 ? -1 : 0 }] as const
  }
  for (const [key, tally] of after) {
    if (!before.has(key)) yield [key, { ...tally, articles: 1 }] as const
  }
}

/** Encodes the `names` blob of a reading: pairs of sentence and entity row. */
function toPairs({ sentences }: Effect): Uint8Array {
  const pairs = sentences.flatMap(({ sentence, found }) =>
    found.flatMap(({ row, isAside }) => [sentenceCode(sentence, isAside), row]),
  )
  return new Uint8Array(Int32Array.from(pairs).buffer)
}

function isNothing({ aliases, sentences, articles, stories, restated }: EntityDelta): boolean {
  const isSame = [...aliases.values()].every(({ count, full }) => count === 0 && full === 0)
  return isSame && sentences === 0 && articles === 0 && stories === 0 && !restated
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

/** The name of a row of `entity`: the registry's, else the most frequent full name. */
export const NAME = `coalesce(
  (select name from entity_name where entity_name.entity = entity.id),
  (select name from alias where alias.entity = entity.row order by full desc, count desc, name limit 1),
  name)`

function prepareStatements(db: DatabaseSync) {
  return {
    findEntity: db.prepare('select row from entity where id = ?'),
    addEntity: db.prepare(
      `insert into entity (id, kind, name, articles, sentences, first, last, rev)
       values (?, ?, '', 0, 0, null, null, 0)`,
    ),
    addName: db.prepare(
      'insert into named (entity, article, sentence, entities, aside) values (?, ?, ?, ?, ?)',
    ),
    removeName: db.prepare('delete from named where entity = ? and article = ? and sentence = ?'),
    addRole: db.prepare('insert or ignore into role values (?, ?, ?, ?, ?, ?, ?, ?)'),
    removeRoles: db.prepare('delete from role where article = ?'),
    putTie: db.prepare(
      `insert into tie (a, b, sentences, articles, stories, weight, first, last, rev)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?)
       on conflict (a, b) do update set
         sentences = sentences + excluded.sentences,
         weight = weight + excluded.weight,
         articles = articles + excluded.articles,
         stories = stories + excluded.stories,
         first = min(ifnull(first, excluded.first), ifnull(excluded.first, first)),
         last = max(ifnull(last, excluded.last), ifnull(excluded.last, last)),
         rev = excluded.rev`,
    ),
    removeTie: db.prepare('delete from tie where a = ? and b = ? and sentences = 0'),
    // Tombstones are only needed once something was filled from the archive.
    recordTieTombstone: db.prepare(
      `insert or replace into gone select x.id, y.id, ? from entity x, entity y
       where x.row = ? and y.row = ? and exists (select 1 from projection where stream = 'ties')`,
    ),
    datesOfTie: db.prepare(
      `update tie set (first, last) = (
         select min(substr(published_at, 1, 10)), max(substr(published_at, 1, 10))
         from named x cross join named y on y.entity = :other and y.article = x.article and y.sentence = x.sentence
         join article on article.row = x.article
         where x.entity = :fewer and ${TYING}
       ) where a = :a and b = :b and (first >= :goneFirst or last <= :goneLast)`,
    ),
    fewer: db.prepare('select row from entity where row in (?, ?) order by sentences, row limit 1'),
    putAlias: db.prepare(
      `insert into alias (entity, name, count, full) values (?, ?, ?, ?)
       on conflict (entity, name) do update set count = count + excluded.count, full = full + excluded.full`,
    ),
    removeAliases: db.prepare('delete from alias where entity = ? and count = 0 and full = 0'),
    putEntity: db.prepare(
      `update entity set
         articles = articles + ?1,
         stories = stories + ?7,
         sentences = sentences + ?2,
         first = min(ifnull(first, ?3), ifnull(?3, first)),
         last = max(ifnull(last, ?4), ifnull(?4, last)),
         rev = ?5,
         name = ${NAME}
       where row = ?6`,
    ),
    recordEntityTombstone: db.prepare(
      `insert or replace into gone select id, '', ? from entity
       where row = ? and sentences = 0 and exists (select 1 from projection where stream = 'entities')`,
    ),
    removeEntity: db.prepare('delete from entity where row = ? and sentences = 0'),
    datesOfEntity: db.prepare(
      `update entity set (first, last) = (
         select min(substr(published_at, 1, 10)), max(substr(published_at, 1, 10))
         from named join article on article.row = named.article where entity = :row
       ) where row = :row and (first >= :goneFirst or last <= :goneLast)`,
    ),
  }
}
