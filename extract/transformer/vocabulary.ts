import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { UserError } from '#core/errors.ts'
import { readJson } from './read-json.ts'

/** The word pieces of a model and their ids, with the settings of its tokenizer. */
export interface Vocabulary {
  pieces: Map<string, number>
  /** Prefix of every piece except the first of a word. */
  prefix: string
  lowerCase: boolean
  stripAccents: boolean
  /** Longer words map to `unknown`. */
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

/** Reads `tokenizer.json` of a model's folder, or `vocab.txt` if that is missing. */
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
    throw new UserError(`${path} is not a WordPiece tokenizer; others are not supported`)
  }
  const { model, normalizer } = parsed.data
  const lowerCase = normalizer?.lowercase ?? false
  return {
    ...withSpecialTokens(new Map(Object.entries(model.vocab)), path),
    prefix: model.continuing_subword_prefix,
    longestWord: model.max_input_chars_per_word,
    lowerCase,
    stripAccents: normalizer?.strip_accents ?? lowerCase,
  }
}

/** One piece per line. If no piece has a capital, the model is uncased. */
function fromList(path: string): Vocabulary {
  const lines = readFileSync(path, 'utf8')
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
  const pieces = new Map(lines.map((piece, id) => [piece, id]))
  const lowerCase = !lines.some((piece) => /^\p{Lu}/u.test(piece))
  const marked = withSpecialTokens(pieces, path)
  return { ...marked, prefix: '##', longestWord: 100, lowerCase, stripAccents: lowerCase }
}

function withSpecialTokens(pieces: Map<string, number>, path: string) {
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
