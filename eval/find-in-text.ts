import { extract } from '#extract/extract.ts'
import { readSentences } from '#extract/text/sentences.ts'
import { applyDocumentRules } from '#extract/tagger/document-rules.ts'
import type { Tagger } from '#extract/tagger/tagger.ts'
import { readTokens } from '#extract/text/tokens.ts'
import { joinTokens, type JoinedText } from './join-tokens.ts'
import type { TypedSpan } from './score.ts'
import type { NameFinder } from './world-news.ts'

/** Finds the names in running text; spans are character offsets. */
export type TextFinder = (text: string) => TypedSpan[]

const TYPE_OF = { person: 'PER', organization: 'ORG', country: 'LOC', place: 'LOC' }

/** Runs a text finder on the words joined to a text; a span that does not end at a word boundary counts as wrong. */
export function onRunningText(find: TextFinder): NameFinder {
  return (sentences) => {
    const paragraphs = joinTokens(sentences)
    const found = find(paragraphs.map(({ text }) => text).join(''))
    return paragraphs.map((paragraph) => toTokens(paragraph, found))
  }
}

/** Our own sentence splitter and tokenizer, the tagger and the document-level rules. */
export function findInTextByTagger(tagger: Tagger): TextFinder {
  return (text) => {
    const tokens = readSentences('', text).map(({ start, end }) => readTokens(text, start, end))
    const words = tokens.map((sentence) => sentence.map(({ word }) => word.text))
    return applyDocumentRules(words, tagger.tag(words)).map(({ sentence, from, to, type }) => {
      const own = tokens[sentence]!
      return { from: own[from]!.start, to: own[to - 1]!.end, type }
    })
  }
}

/** The whole extraction, without nationalities, which are evidence for a country but not labelled as places. */
export function findByExtract(text: string): TypedSpan[] {
  const { mentions } = extract({ title: '', body: text, dateline: null })
  return mentions
    .filter(({ via }) => via !== 'demonym')
    .map(({ start, end, kind }) => ({ from: start, to: end, type: TYPE_OF[kind] }))
}

function toTokens({ starts, ends }: JoinedText, found: TypedSpan[]): TypedSpan[] {
  const low = starts[0] ?? 0
  const high = ends.at(-1) ?? 0
  return found
    .filter(({ from, to }) => from >= low && to <= high)
    .map(({ from, to, type }) => {
      const first = starts.findLastIndex((start) => start <= from)
      const last = ends.findIndex((end) => end >= to)
      const isWhole = starts[first] === from && ends[last] === to
      return { from: isWhole ? first : first + 0.5, to: last + 1, type }
    })
}
