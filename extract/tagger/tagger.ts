import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Word } from '../text/word.ts'
import { ArticleTokens, MAX_TOKENS } from './article-tokens.ts'
import { createEmission } from './emission.ts'
import { markCandidates } from './candidate-tokens.ts'
import { type EntityType, canEnd, LABELS, OUTSIDE, typeOf, TYPES } from './labels.ts'
import { fromBytes, type Model } from './model.ts'
import { createSecondPass } from './second-pass.ts'
import { createChain } from './viterbi.ts'
import { createWordTable } from './word-table.ts'

const WEIGHTS = join(import.meta.dirname, 'weights.bin.gz')

/** Capacity of the word table, which is cleared when full. */
const CAPACITY = 1 << 16
/** Longer sentences are tagged in parts. */
const LONGEST_SENTENCE = 1 << 11
/** Calibrated for text unlike the training data: of names with confidence 0.8, about 80 % are right. */
const CALIBRATION = 0.7

/** A name over tokens `from` to `to` of a sentence. */
export interface TaggedName {
  sentence: number
  from: number
  to: number
  type: EntityType
  /** From 0.5 (another labelling is as likely) to 1. */
  confidence: number
}

/** Finds names in the words of an article's sentences. */
export interface Tagger {
  /** The names of all sentences in order. Deterministic: independent of what was tagged before. */
  tag(sentences: readonly (readonly (string | Word)[])[]): TaggedName[]
}

/** Loads the tagger with the weights next to this file. */
export function loadTagger(): Tagger {
  return createTagger(fromBytes(gunzipSync(readFileSync(WEIGHTS))))
}

/** A tagger with a word table of this capacity, which must be at least twice `MAX_TOKENS`. */
export function createTagger(model: Model, capacity = CAPACITY): Tagger {
  const { transitions, scale } = model
  const words = createWordTable(capacity)
  const article = new ArticleTokens(words, capacity)
  const emission = createEmission(model, words, article)
  const chain = createChain(transitions, LONGEST_SENTENCE)
  const isCandidate = new Uint8Array(MAX_TOKENS)
  const secondPass = createSecondPass(words, article, scale)
  const scores = new Int32Array(MAX_TOKENS * LABELS)
  const labels = new Uint8Array(MAX_TOKENS)
  const margins = new Float64Array(MAX_TOKENS)

  /** Tags the sentences in `article`. */
  function readArticle(parts: Part[], into: TaggedName[]): void {
    article.finish()
    secondPass.begin()
    for (let s = 0; s < parts.length; s++) markCandidates(words, article, s, isCandidate)
    eachChain(readFirst)
    eachChain(readAgain)
    parts.forEach((part, s) => addNames(part, article.starts[s]!, article.starts[s + 1]!, into))
  }

  /** Calls `read` for each chain of consecutive candidate tokens. */
  function eachChain(read: (sentence: number, from: number, to: number) => void): void {
    for (let s = 0; s < article.sentences; s++) {
      const end = article.starts[s + 1]!
      for (let i = article.starts[s]!; i < end; i++) {
        if (!isCandidate[i]) continue
        const from = i
        while (i < end && isCandidate[i]) i++
        read(s, from, i)
      }
    }
  }

  function readFirst(s: number, from: number, to: number): void {
    for (let i = from; i < to; i++) emission.read(s, i, scores, i * LABELS)
    solve(s, from, to)
    secondPass.note(chain, from, to)
  }

  function readAgain(s: number, from: number, to: number): void {
    if (secondPass.adjust(scores, from, to)) solve(s, from, to)
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
      if (!isCandidate[i] || labels[i] === OUTSIDE) continue
      const first = i
      let margin = margins[i]!
      while (!canEnd(labels[i]!)) margin = Math.min(margin, margins[++i]!)
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
    return 1 / (1 + Math.exp(-margin * scale * CALIBRATION))
  }

  /** Starts an article, and makes room in the word table for all of its words. */
  function begin(): void {
    if (words.size + 2 * MAX_TOKENS > capacity) {
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
        if (article.length + part.to - part.from > MAX_TOKENS) {
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
