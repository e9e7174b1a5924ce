import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { Article, MOST_TOKENS } from './article.ts'
import { createEmission } from './emission.ts'
import { markKept } from './kept.ts'
import { type EntityType, LABELS, OUTSIDE, spansOf } from './labels.ts'
import { fromBytes, type Model } from './model.ts'
import { createChain } from './viterbi.ts'
import { createWords } from './words.ts'

const WEIGHTS = join(import.meta.dirname, 'weights.bin.gz')

/** Word numbers that are kept; when they run out, all are forgotten and counted anew. */
const CAPACITY = 1 << 17
/** A longer sentence is read in parts. */
const LONGEST_SENTENCE = 1 << 11
/** Probabilities of the model are too sure of themselves on texts of other kinds. */
const COOLING = 0.5

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
  tag(sentences: readonly (readonly string[])[]): TaggedName[]
}

/** The tagger with the weights that lie beside this file. */
export function loadTagger(): Tagger {
  return createTagger(fromBytes(gunzipSync(readFileSync(WEIGHTS))))
}

export function createTagger(model: Model): Tagger {
  const words = createWords(CAPACITY)
  const article = new Article(words, CAPACITY)
  const emission = createEmission(model, words, article, CAPACITY)
  const chain = createChain(model.transitions, LONGEST_SENTENCE)
  const kept = new Uint8Array(MOST_TOKENS)
  const confidence = (margin: number) => 1 / (1 + Math.exp(-margin * model.scale * COOLING))

  /** Reads the parts that are in `article`. */
  function readParts(parts: Part[], into: TaggedName[]): void {
    article.finish()
    parts.forEach((part, s) => {
      markKept(words, article, s, kept)
      const to = article.starts[s + 1]!
      for (let i = article.starts[s]!; i < to;) i = kept[i] ? readChain(part, s, i, into) : i + 1
    })
  }

  /** Reads the tokens that may belong to names from `start` on; answers where they end. */
  function readChain(part: Part, s: number, start: number, into: TaggedName[]): number {
    const from = article.starts[s]!
    const to = article.starts[s + 1]!
    let end = start
    for (; end < to && kept[end]; end++) {
      emission.read(s, end, chain.scores, (end - start) * LABELS)
    }
    chain.solve(end - start, start === from, end === to)
    addNames(part, start - from, end - start, into)
    return end
  }

  function addNames(part: Part, offset: number, length: number, into: TaggedName[]): void {
    if (isEmpty(length)) return
    for (const span of spansOf(chain.labels.subarray(0, length))) {
      let margin = Infinity
      for (let i = span.from; i < span.to; i++) margin = Math.min(margin, chain.margin(i))
      const from = part.from + offset
      into.push({
        sentence: part.sentence,
        from: from + span.from,
        to: from + span.to,
        type: span.type,
        confidence: confidence(margin),
      })
    }
  }

  function isEmpty(length: number): boolean {
    for (let i = 0; i < length; i++) if (chain.labels[i] !== OUTSIDE) return false
    return true
  }

  /** Begins an article, with room for as many new words as it may hold. */
  function begin(): void {
    if (words.size + 2 * MOST_TOKENS > CAPACITY) {
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
          readParts(parts, names)
          parts = []
          begin()
        }
        article.add(sentences[part.sentence]!, part.from, part.to)
        parts.push(part)
      }
      readParts(parts, names)
      return names
    },
  }
}

interface Part {
  sentence: number
  from: number
  to: number
}

function* partsOf(sentences: readonly (readonly string[])[]): Generator<Part> {
  for (let sentence = 0; sentence < sentences.length; sentence++) {
    const { length } = sentences[sentence]!
    for (let from = 0; from < length; from += LONGEST_SENTENCE) {
      yield { sentence, from, to: Math.min(length, from + LONGEST_SENTENCE) }
    }
  }
}
