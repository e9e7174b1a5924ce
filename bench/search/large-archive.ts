import type { DatabaseSync } from 'node:sqlite'
import { openArchive } from '#archive/open.ts'
import { inTransaction } from '#core/files/sqlite-transaction.ts'
import { seeded } from '#core/analysis/seeded.ts'
import { stem } from '#core/text/stem.ts'
import { storeCommonWords } from '#stores/sqlite/search/common-words.ts'
import { createFullTextIndex } from '#stores/sqlite/search/full-text.ts'
import { type NamedPlaces, createNamedPlaces } from './named-places.ts'

/*
 * Fills an archive with generated articles of the size of the Reuters stories. The rows are written directly, since
 * extracting the names of a million articles would take half an hour: this takes minutes, and reads like an archive.
 */

const WORDS = 100_000
const COMMON = 'the of and to in a said on for that was is by with from at it as be were'.split(' ')
const SYLLABLES = 'ba ce di fo gu ha ki lo mu ne pa ri so tu ve za'.split(' ')
const ENTITIES = { country: 200, organization: 80_000, person: 120_000 }
/** A mention of its kind, as readings store it. */
const KIND_CODES = { person: 0, organization: 1, country: 2 }
const PER_TRANSACTION = 20_000
const TEN_YEARS = 3652 * 86_400_000

interface Name {
  row: number
  kind: keyof typeof ENTITIES
  id: string
  name: string
}

export function generateArchive(path: string, articles: number): void {
  const archive = openArchive(path, { write: true, create: true })
  const { db } = archive
  db.exec('pragma synchronous = off; pragma cache_size = -524288')
  const fullText = createFullTextIndex(db, { taught: true })
  const names = allNames()
  const words = Array.from({ length: WORDS }, (_, n) => COMMON[n] ?? wordOf(n + 16))
  const places = createNamedPlaces(names.length)
  const store = storing(db)
  const next = generator(words, names, articles)
  const spelt = new Set([...words, ...names.flatMap(({ name }) => name.toLowerCase().split(' '))])
  for (const word of spelt) fullText.learn([[stem(word), word]])
  for (let row = 1; row <= articles;) {
    inTransaction(db, () => {
      for (const end = Math.min(articles, row + PER_TRANSACTION - 1); row <= end; row++) {
        const article = next(row)
        store(row, article)
        fullText.put(row, article)
        places.add(row, article.named)
      }
    })
  }
  inTransaction(db, () => {
    storeNames(db, names, places, articles)
    fullText.caughtUp(articles)
  })
  storeCommonWords(db)
  archive.close()
}

interface Generated {
  title: string
  body: string
  publishedAt: string
  source: string
  story: number
  /** Start and length of each sentence. */
  sentences: number[]
  mentions: unknown[]
  /** Pairs of sentence and entity row. */
  named: number[]
}

/** Words and names are drawn by Zipf's law; every twentieth article is a copy in the story of an earlier one. */
function generator(words: string[], names: Name[], articles: number) {
  const random = seeded(15)
  const zipf = (size: number) => Math.floor(size ** random()) - 1
  const byKind = Object.keys(ENTITIES).map((kind) => names.filter((name) => name.kind === kind))
  const drawName = () => {
    const group = byKind[Math.floor(random() * 3)]!
    return group[zipf(group.length)]!
  }

  return (row: number): Generated => {
    const sentences: number[] = []
    const mentions: unknown[] = []
    const named: number[] = []
    function write(n: number, length: number, start: number): string {
      let text = ''
      const nameAt = random() < 0.45 ? Math.floor(random() * length) : -1
      for (let i = 0; i < length; i++) {
        if (i > 0) text += ' '
        if (i !== nameAt) text += words[zipf(WORDS)]!
        else
          for (const [k, name] of [drawName(), drawName()].entries()) {
            if (k > 0) text += ' and '
            mentions.push(mentionOf(name, n, start + text.length))
            text += name.name
            if (k === 0 || named.at(-1) !== name.row) named.push(n, name.row)
          }
      }
      sentences.push(n, start, text.length)
      return text
    }
    const title = write(0, 7, 0)
    let body = ''
    const count = 6 + Math.floor(random() * 12)
    for (let n = 1; n <= count; n++)
      body += (n > 1 ? '. ' : '') + write(n, 16, body.length + (n > 1 ? 2 : 0))
    return {
      ...{ title, body, sentences, mentions, named },
      publishedAt: new Date(
        Date.UTC(2010, 0, 1) + Math.floor((row / articles) * TEN_YEARS),
      ).toISOString(),
      source: `Paper ${zipf(60)}`,
      story: row % 20 === 0 ? row - 1 - zipf(row - 1) || 1 : row,
    }
  }
}

/** See `StoredMention` in `core/reading.ts`. */
function mentionOf({ kind, id, name }: Name, sentence: number, start: number): unknown[] {
  return [sentence === 0 ? 0 : 1, start, name.length, sentence, KIND_CODES[kind], id, 0, 0, 1]
}

function storing(db: DatabaseSync) {
  const article = db.prepare(
    `insert into article (row, id, rev, hash, published_at, source, language, authors, title, sentences, extractor, story, founds)
     values (?, ?, ?, '', ?, ?, 'en', '[]', ?, ?, 'generated', ?, ?)`,
  )
  const text = db.prepare(`insert into article_text (row, body, metadata) values (?, ?, '{}')`)
  const reading = db.prepare(
    `insert into reading (row, sentences, mentions, roles, names) values (?, ?, ?, '[]', ?)`,
  )
  return (row: number, generated: Generated): void => {
    const { title, body, publishedAt, source, story, sentences, mentions, named } = generated
    const founds = Number(story === row)
    article.run(
      row,
      `generated-${row}`,
      row,
      publishedAt,
      source,
      title,
      sentences.length / 3,
      story,
      founds,
    )
    text.run(row, body)
    reading.run(
      row,
      JSON.stringify(sentences),
      JSON.stringify(mentions),
      new Uint8Array(Int32Array.from(named).buffer),
    )
  }
}

/** Rows of `named` go in by entity, as their key is: in the order of articles they would take an hour. */
function storeNames(db: DatabaseSync, names: Name[], places: NamedPlaces, articles: number): void {
  const entity = db.prepare(
    `insert into entity (row, id, kind, name, articles, sentences, stories, rev) values (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const alias = db.prepare('insert into alias (entity, name, count, "full") values (?, ?, ?, ?)')
  const named = db.prepare(
    'insert into named (entity, article, sentence, entities) values (?, ?, ?, ?)',
  )
  for (const { row, id, kind, name } of names) {
    let sentences = 0
    const distinct = new Set<number>()
    for (const [article, sentence, entities] of places.of(row)) {
      named.run(row, article, sentence, entities)
      distinct.add(article)
      sentences++
    }
    if (sentences === 0) continue
    entity.run(row, id, kind, name, distinct.size, sentences, distinct.size, articles)
    alias.run(row, name, sentences, sentences)
  }
  db.prepare(
    'update state set rev = ?, articles = ?, stories = (select count(distinct story) from article), sentences = (select sum(sentences) from article)',
  ).run(articles, articles)
}

function allNames(): Name[] {
  let row = 0
  return (Object.keys(ENTITIES) as Name['kind'][]).flatMap((kind) =>
    Array.from({ length: ENTITIES[kind] }, (_, n): Name => {
      const word = capital(wordOf(n + 300))
      const name = {
        country: `${word}land`,
        organization: `${word} Corporation`,
        person: `${capital(wordOf((n % 900) + 16))} ${word}son`,
      }[kind]
      return { row: ++row, kind, id: `${kind === 'organization' ? 'org' : kind}-${n}`, name }
    }),
  )
}

const capital = (word: string) => word[0]!.toUpperCase() + word.slice(1)

/** A word of its own for each number. */
const wordOf = (n: number): string => SYLLABLES[n % 16]! + (n >= 16 ? wordOf((n >> 4) - 1) : '')
