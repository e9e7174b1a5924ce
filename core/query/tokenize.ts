import { InvalidQueryError } from '../errors.ts'

export interface Token {
  type: 'word' | 'quoted' | 'and' | 'or' | 'not' | 'open' | 'close'
  /** As typed, a phrase without its quotes. */
  text: string
  start: number
  end: number
}

const OPERATORS: Record<string, Token['type']> = { AND: 'and', OR: 'or', NOT: 'not' }
const SIGNS: Record<string, Token['type']> = { '(': 'open', ')': 'close' }
const QUOTE = /["“”„]/
const ENDS_WORD = /[\s()"“”„]/
const HAS_WORD = /[\p{L}\p{N}\p{M}]/u

/** Splits a query into words, phrases and operators; signs between words are left out. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  for (let i = 0; i < text.length;) {
    const character = text[i]!
    if (/\s/.test(character)) {
      i++
      continue
    }
    const token = next(text, i, character)
    if (token) tokens.push(token)
    i = token ? token.end : i + 1
  }
  return tokens
}

function next(text: string, start: number, character: string): Token | null {
  const sign = SIGNS[character]
  if (sign) return { type: sign, text: character, start, end: start + 1 }
  if (QUOTE.test(character)) return quoted(text, start)
  if (character === '-' && negates(text, start)) {
    return { type: 'not', text: '-', start, end: start + 1 }
  }
  return word(text, start)
}

function quoted(text: string, start: number): Token {
  let end = start + 1
  while (end < text.length && !QUOTE.test(text[end]!)) end++
  if (end === text.length) {
    throw new InvalidQueryError('this quotation mark is never closed', {
      parameter: 'q',
      position: start,
    })
  }
  return { type: 'quoted', text: text.slice(start + 1, end), start, end: end + 1 }
}

/** A minus directly before a word, a phrase or a bracket; elsewhere it is a dash. */
function negates(text: string, at: number): boolean {
  const following = text[at + 1]
  return following !== undefined && /["“„(\p{L}\p{N}]/u.test(following)
}

function word(text: string, start: number): Token | null {
  const [written = ''] = text.slice(start).split(ENDS_WORD, 1)
  const end = start + written.length
  const operator = OPERATORS[written]
  if (operator) return { type: operator, text: written, start, end }
  return HAS_WORD.test(written) ? { type: 'word', text: written, start, end } : null
}
