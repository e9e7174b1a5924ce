import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Word } from '../text/word.ts'
import { Article, MOST_TOKENS } from './article.ts'
import { createEmission } from './emission.ts'
import { markKept } from './kept.ts'
import { type EntityType, isClosed, LABELS, OUTSIDE, typeOf, TYPES } from './labels.ts'
import { fromBytes, type Model } from './model.ts'
import { createSecondLook } from './second-look.ts'
import { createChain } from './viterbi.ts'
import { createWords } from './words.ts'

const WEIGHTS = join(import.meta.dirname, 'weights.bin.gz')

/** Word numbers that are kept; when they run out, all are forgotten and counted anew. */
const CAPACITY = 1 << 17
/** A longer sentence is read in parts. */
const LONGEST_SENTENCE = 1 << 11
/** The model is too sure of itself on texts of other kinds; with this, of names at 0.8 eight in ten are right. */
const COOLING = 0.7

/** A name over tokens `from` to `to` of a sentence. */
export interface TaggedName {
  sentence: number
  from: number
  to: number
  type: EntityType
  /** From 0.5, where another reading is as good, to 1. */
  confidence: number
}

/** Finds names in the words of an article's sentences. */
export interface Tagger {
  /** The names of all sentences in order; equal words give equal names, whatever was read before. */
  tag(sentences: readonly (readonly (string | Word)[])[]): TaggedName[]
}

/** The tagger with the weights that lie beside this file. */
export function loadTagger(): Tagger {
  return createTagger(fromBytes(gunzipSync(readFileSync(WEIGHTS))))
}

/** A tagger that keeps so many words in mind; it needs room for twice as many as it reads together. */
export function createTagger(model: Model, capacity = CAPACITY): Tagger {
  const { transitions, scale } = model
  const words = createWords(capacity)
  const article = new Article(words, capacity)
  const emission = createEmission(model, words, article)
  const chain = createChain(transitions, LONGEST_SENTENCE)
  const kept = new Uint8Array(MOST_TOKENS)
  const secondLook = createSecondLook(words, article, scale)
  const scores = new Int32Array(MOST_TOKENS * LABELS)
  const labels = new Uint8Array(MOST_TOKENS)
  const margins = new Float64Array(MOST_TOKENS)

  /** Reads the sentences that are in `article`. */
  function readArticle(parts: Part[], into: TaggedName[]): void {
    article.finish()
    secondLook.begin()
    for (let s = 0; s < parts.length; s++) markKept(words, article, s, kept)
    eachChain(readFirst)
    eachChain(readAgain)
    parts.forEach((part, s) => addNames(part, article.starts[s]!, article.starts[s + 1]!, into))
  }

  /** Calls `read` for each row of tokens that may belong to names. */
  function eachChain(read: (sentence: number, from: number, to: number) => void): void {
    for (let s = 0; s < article.sentences; s++) {
      const end = article.starts[s + 1]!
      for (let i = article.starts[s]!; i < end; i++) {
        if (!kept[i]) continue
        const from = i
        while (i < end && kept[i]) i++
        read(s, from, i)
      }
    }
  }

  function readFirst(s: number, from: number, to: number): void {
    for (let i = from; i < to; i++) emission.read(s, i, scores, i * LABELS)
    solve(s, from, to)
    secondLook.note(chain, from, to)
  }

  function readAgain(s: number, from: number, to: number): void {
    if (secondLook.adjust(scores, from, to)) solve(s, from, to)
  }

  function solve(s: number, from: number, to: number): void {
    const opens = from === article.starts[s]
    const closes = to === article.starts[s + 1]
    chain.solve(scores, from, to - from, opens, closes)
    for (let i = from; i < to; i++) {
      labels[i] = chain.labels[i - from]!
      if (labels[i] !== OUTSIDE) margins[i] = chain.margin(i - from)
    }
  }

  function addNames(
    { sentence, from }: Part,
    start: number,
    end: number,
    into: TaggedName[],
  ): void {
    for (let i = start; i < end; i++) {
      if (!kept[i] || labels[i] === OUTSIDE) continue
      const first = i
      let margin = margins[i]!
      while (!isClosed(labels[i]!)) margin = Math.min(margin, margins[++i]!)
      const type = TYPES[typeOf(labels[i]!)]!
      const at = from - start
      into.push({
        sentence,
        from: at + first,
        to: at + i + 1,
        type,
        confidence: confidence(margin),
      })
    }
  }

  function confidence(margin: number): number {
    return 1 / (1 + Math.exp(-margin * scale * COOLING))
  }

  /** Begins an article, with room for as many new words as it may hold. */
  function begin(): void {
    if (words.size + 2 * MOST_TOKENS > capacity) {
      words.clear()
      article.clear()
      emission.clear()
    }
    article.begin()
  }

  return {
    tag(sentences) {
      const names: TaggedName[] = []
      let parts: Part[] = []
      begin()
      for (const part of partsOf(sentences)) {
        if (article.length + part.to - part.from > MOST_TOKENS) {
          readArticle(parts, names)
          parts = []
          begin()
        }
        article.add(sentences[part.sentence]!, part.from, part.to)
        parts.push(part)
      }
      readArticle(parts, names)
      return names
    },
  }
}

interface Part {
  sentence: number
  from: number
  to: number
}

function* partsOf(sentences: readonly { length: number }[]): Generator<Part> {
  for (let sentence = 0; sentence < sentences.length; sentence++) {
    const { length } = sentences[sentence]!
    for (let from = 0; from < length; from += LONGEST_SENTENCE) {
      yield { sentence, from, to: Math.min(length, from + LONGEST_SENTENCE) }
    }
  }
}
