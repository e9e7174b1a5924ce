import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { mixed } from '#core/stories/word-hashes.ts'
import { fnv1a } from '#core/text/fnv1a.ts'
import { type CorpusFile, type CorpusRecord, readRecords } from './corpus.ts'

/** Words of names in more articles than this stay as they are: the frequent names of an archive recur. */
const FREQUENT = 12
/** Every nth sentence after the first gives way to one of another article. */
const FOREIGN = 4
const DAY = 86_400_000

/**
 * A larger archive in which names, words and stories grow as they do in real news: each time the articles come again in
 * the next period, with rare names replaced and with some sentences of other articles. What is replaced, and by what,
 * follows from the words replaced, so that a name stays one name and copies stay copies. Equal input gives equal files.
 */
export async function grown(
  corpus: CorpusFile,
  times: number,
  folder: string,
): Promise<CorpusFile> {
  const path = join(folder, `grown-${times}.jsonl.gz`)
  const records: CorpusRecord[] = []
  for await (const record of readRecords(corpus.path)) records.push(record)
  await pipeline(
    Readable.from(grow(records, times)),
    createGzip({ level: 1 }),
    createWriteStream(path),
  )
  return { path, name: `${corpus.name} grown × ${times}` }
}

function* grow(records: CorpusRecord[], times: number): Generator<string> {
  const rare = rareNames(records)
  const sentences = records.flatMap(({ body }) => splitSentences(body).slice(1))
  const period = periodOf(records)
  for (let time = 0; time < times; time++) {
    const rename = renaming(rare, time)
    for (const record of records) {
      const { id, title, body, publishedAt } = record
      const changed = time > 0 && {
        title: rename(title),
        body: rename(recombined(body, sentences, time)),
        publishedAt: publishedAt && later(publishedAt, time * period),
      }
      yield JSON.stringify({ ...record, ...changed, id: `${id}-${time}` }) + '\n'
    }
  }
}

function recombined(body: string, sentences: string[], time: number): string {
  return splitSentences(body)
    .map((sentence, i) => {
      const drawn = draw(`${time} ${sentence}`)
      if (i === 0 || drawn % FOREIGN > 0) return sentence
      const space = sentence.slice(sentence.trimEnd().length)
      return sentences[drawn % sentences.length]!.trimEnd() + space
    })
    .join('')
}

const draw = (text: string) => mixed(fnv1a(text)) >>> 0

/** Each with the space after it. */
const splitSentences = (body: string) => body.split(/(?<=[a-z\d]{2}[.!?]"?\s+)(?=["A-Z])/)

const WORD = /\p{L}{4,}/gu

/** Words, in lower case, that few articles have and that are nearly always capitalized. */
function rareNames(records: CorpusRecord[]): string[] {
  const articles = new Map<string, number>()
  const isLower = new Set<string>()
  for (const { body } of records) {
    const words = new Set(body.match(WORD))
    for (const word of words) {
      const key = word.toLowerCase()
      if (word === key) isLower.add(key)
      else if (!words.has(key)) articles.set(key, (articles.get(key) ?? 0) + 1)
    }
  }
  return [...articles].flatMap(([word, count]) =>
    count > FREQUENT || isLower.has(word) ? [] : [word],
  )
}

/** Replaces each rare name by its first half with the second half of another. */
function renaming(rare: string[], time: number): (text: string) => string {
  const names = new Map(
    rare.map((name) => {
      const other = rare[draw(`${time} ${name}`) % rare.length]!
      return [name, name.slice(0, name.length >> 1) + other.slice(other.length >> 1)]
    }),
  )
  return (text) =>
    text.replace(WORD, (word) => {
      const name = names.get(word.toLowerCase())
      return name === undefined ? word : inCaseOf(word, name)
    })
}

function inCaseOf(word: string, name: string): string {
  if (word === word.toUpperCase()) return name.toUpperCase()
  return word[0]! === word[0]!.toLowerCase() ? name : name[0]!.toUpperCase() + name.slice(1)
}

/** Milliseconds between the first and the last article, in whole days. */
function periodOf(records: CorpusRecord[]): number {
  const dates = records.map(({ publishedAt }) => Date.parse(publishedAt ?? ''))
  const known = dates.filter((date) => !Number.isNaN(date))
  const [first, last] = known.reduce(
    ([low, high], date) => [Math.min(low, date), Math.max(high, date)],
    [Infinity, -Infinity],
  )
  return known.length === 0 ? 0 : (Math.floor((last - first) / DAY) + 1) * DAY
}

/** A date that cannot be read stays as it is. */
function later(date: string, by: number): string {
  const time = Date.parse(date)
  return Number.isNaN(time) ? date : new Date(time + by).toISOString()
}
