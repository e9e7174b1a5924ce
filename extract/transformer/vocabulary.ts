import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { UserError } from '#core/errors.ts'
import { readJson } from './read-json.ts'

/** The pieces of words that a model knows, by their numbers, and how it wants them cut. */
export interface Vocabulary {
  pieces: Map<string, number>
  /** Stands before every piece but a word's first. */
  prefix: string
  lowerCase: boolean
  stripAccents: boolean
  /** A longer word is unknown. */
  longestWord: number
  unknown: number
  start: number
  end: number
  pad: number
}

const Tokenizer = z.object({
  model: z.object({
    type: z.literal('WordPiece'),
    vocab: z.record(z.string(), z.number()),
    continuing_subword_prefix: z.string().default('##'),
    max_input_chars_per_word: z.number().default(100),
  }),
  normalizer: z
    .object({ lowercase: z.boolean().nullish(), strip_accents: z.boolean().nullish() })
    .nullish(),
})

/** The vocabulary of a model's folder: `tokenizer.json`, or `vocab.txt` where that is missing. */
export function readVocabulary(folder: string): Vocabulary {
  const tokenizer = join(folder, 'tokenizer.json')
  if (existsSync(tokenizer)) return fromTokenizer(tokenizer)
  const list = join(folder, 'vocab.txt')
  if (existsSync(list)) return fromList(list)
  throw new UserError(`the model in ${folder} has no tokenizer.json and no vocab.txt`)
}

function fromTokenizer(path: string): Vocabulary {
  const parsed = Tokenizer.safeParse(readJson(path))
  if (!parsed.success) {
    throw new UserError(`${path} is not of the WordPiece kind; other tokenizers are not understood`)
  }
  const { model, normalizer } = parsed.data
  const lowerCase = normalizer?.lowercase ?? false
  return {
    ...withMarks(new Map(Object.entries(model.vocab)), path),
    prefix: model.continuing_subword_prefix,
    longestWord: model.max_input_chars_per_word,
    lowerCase,
    stripAccents: normalizer?.strip_accents ?? lowerCase,
  }
}

/** A piece a line. A list without capitals is made of words in lower case. */
function fromList(path: string): Vocabulary {
  const lines = readFileSync(path, 'utf8')
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
  const pieces = new Map(lines.map((piece, id) => [piece, id]))
  const lowerCase = !lines.some((piece) => /^\p{Lu}/u.test(piece))
  const marked = withMarks(pieces, path)
  return { ...marked, prefix: '##', longestWord: 100, lowerCase, stripAccents: lowerCase }
}

function withMarks(pieces: Map<string, number>, path: string) {
  const numberOf = (piece: string) => {
    const id = pieces.get(piece)
    if (id === undefined) throw new UserError(`${path} has no piece ${piece}`)
    return id
  }
  return {
    pieces,
    unknown: numberOf('[UNK]'),
    start: numberOf('[CLS]'),
    end: numberOf('[SEP]'),
    pad: numberOf('[PAD]'),
  }
}
