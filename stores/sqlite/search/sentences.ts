import type { DatabaseSync } from 'node:sqlite'
import type { Query, Same, Term } from '#core/query/tree.ts'
import { leavesOf } from '#core/query/tree.ts'
import { type StoredSentences, isOfTitle } from '#core/reading.ts'
import { stem } from '#core/text/stem.ts'
import { words } from '#core/text.ts'
import { isInferred, sentenceOf } from '#core/graph/ties.ts'
import type { Columns } from './columns.ts'
import type { FormsOf } from './match-expression.ts'

/** One sentence of an article, with folded words. */
interface SentenceView {
  words: readonly string[]
  /** Rows of the entities it names. */
  entities: ReadonlySet<number>
  /** Those of them that not only the archive linked. */
  stated: ReadonlySet<number>
}

type Test = (sentence: SentenceView) => boolean

const TEXT = `
  select title, body, reading.sentences from article join article_text using (row) join reading using (row)
  where row = ?`

/** Tests whether some sentence of an article satisfies the whole query. */
export function createSentenceTest(db: DatabaseSync, columns: Columns, formsOf: FormsOf) {
  const text = db.prepare(TEXT)
  const entityRow = db.prepare('select row from entity where id = ?')

  function toTest(query: Query): Test {
    switch (query.type) {
      case 'and': {
        const tests = query.parts.map(toTest)
        return (sentence) => tests.every((test) => test(sentence))
      }
      case 'or': {
        const tests = query.parts.map(toTest)
        return (sentence) => tests.some((test) => test(sentence))
      }
      case 'not': {
        const test = toTest(query.part)
        return (sentence) => !test(sentence)
      }
      case 'entity': {
        const rows = (query.ids ?? []).map(rowOfEntity)
        const named = query.stated ? 'stated' : 'entities'
        return (sentence) => rows.some((row) => sentence[named].has(row))
      }
      default:
        return termTest(query as Term, formsOf)
    }
  }

  function rowOfEntity(id: string): number {
    return (entityRow.get(id) as { row: number } | undefined)?.row ?? -1
  }

  function* sentencesOf(row: number, withWords: boolean): Generator<SentenceView> {
    const { title, body, sentences } = text.get(row) as Record<string, string>
    const stored = JSON.parse(sentences!) as StoredSentences
    const named = bySentence(columns.names(row))
    const stated = bySentence(columns.names(row), true)
    for (let i = 0; i < stored.length; i += 3) {
      const [n, start, length] = [stored[i]!, stored[i + 1]!, stored[i + 2]!]
      const written = (isOfTitle(n) ? title! : body!).slice(start, start + length)
      yield {
        words: withWords ? words(written).map(({ word }) => word) : [],
        entities: named.get(n) ?? NOBODY,
        stated: stated.get(n) ?? NOBODY,
      }
    }
  }

  return ({ part }: Same): ((row: number) => boolean) => {
    const test = toTest(part)
    const withWords = leavesOf(part).some(({ type }) => type !== 'entity')
    return (row) => {
      for (const sentence of sentencesOf(row, withWords)) if (test(sentence)) return true
      return false
    }
  }
}

const NOBODY: ReadonlySet<number> = new Set()

function bySentence(names: Int32Array, stated = false): Map<number, Set<number>> {
  const found = new Map<number, Set<number>>()
  for (let i = 0; i < names.length; i += 2) {
    if (stated && isInferred(names[i]!)) continue
    const sentence = sentenceOf(names[i]!)
    const named = found.get(sentence)
    if (named) named.add(names[i + 1]!)
    else found.set(sentence, new Set([names[i + 1]!]))
  }
  return found
}

function termTest(term: Term, formsOf: FormsOf): Test {
  switch (term.type) {
    case 'word': {
      const forms = new Set(formsOf(stem(term.word)))
      return (sentence) => sentence.words.some((word) => forms.has(word))
    }
    case 'prefix':
      return (sentence) => sentence.words.some((word) => word.startsWith(term.prefix))
    case 'phrase':
      return (sentence) =>
        sentence.words.some((_, i) => term.words.every((word, k) => sentence.words[i + k] === word))
  }
}
