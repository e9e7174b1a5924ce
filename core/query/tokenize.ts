/** Field names and other names before a colon. */
export type IsField = (name: string) => boolean

export interface Token {
  type: TokenType
  /** As typed, without the quotes of a phrase or the colon of a field. */
  text: string
  start: number
  end: number
  /** The number of NEAR, THEN, `"…"~5`, `atleast3(` or `first100(`. */
  count: number | null
  /** What is wrong with its spelling. */
  problem: TokenProblem | null
}

export type TokenType =
  | 'word'
  | 'quoted'
  /** The token directly after a field. */
  | 'raw'
  | 'and'
  | 'or'
  | 'not'
  | 'near'
  | 'then'
  | 'open'
  | 'close'
  | 'field'
  /** Including its opening bracket. */
  | 'same'
  | 'atleast'
  | 'first'

export type TokenProblem = 'unclosed-quote' | 'foreign-operator' | 'unknown-field'

const DEFAULT_DISTANCE = 5
const FULL_WIDTH = /[\uff01-\uff5e\u3000“”„‟«»〝〞−]/g
const OPERATOR = /^(?:AND|OR|NOT|NEAR|THEN)$|^(?:NEAR|THEN)\/\d{1,4}$/
/** Distances in the syntax of other tools. */
const FOREIGN_OPERATOR = /^(?:NEAR:?|ADJ|[wWnN]?\/|[pP][rR][eE]\/)\d{1,4}$/
const FUNCTION = /^(?:same|atleast[1-9]\d?|first[1-9]\d{0,4})$/i
const FIELD = /^(\p{L}+):/u
const HAS_WORD = /[\p{L}\p{N}\p{M}]/u
const STARTS_OPERAND = /["(\p{L}\p{N}*/]/u

/** Splits any text into tokens; meaningless signs are dropped. */
export function tokenize(text: string, isField: IsField): Token[] {
  return new Tokenizer(text, isField).run()
}

/** Normalizes full-width characters and curly quotes; keeps the length. */
function plain(text: string): string {
  return text.replace(FULL_WIDTH, (character) => {
    const code = character.charCodeAt(0)
    if (code === 0x3000) return ' '
    if (code === 0x2212) return '-'
    return code >= 0xff01 ? String.fromCharCode(code - 0xfee0) : '"'
  })
}

class Tokenizer {
  readonly #text: string
  readonly #isField: IsField
  readonly #tokens: Token[] = []
  #at = 0

  constructor(text: string, isField: IsField) {
    this.#text = plain(text)
    this.#isField = isField
  }

  run(): Token[] {
    while (this.#at < this.#text.length) this.#next()
    return this.#tokens
  }

  #next(): void {
    const character = this.#text[this.#at]!
    if (character === '(') this.#add('open', 1)
    else if (character === ')') this.#add('close', 1)
    else if (character === '|') this.#add('or', this.#text[this.#at + 1] === '|' ? 2 : 1)
    else if (character === '"') this.#quoted()
    else if (/[-!]/.test(character) && this.#startsOperand()) this.#add('not', 1)
    else if (/[\s+\-!&]/.test(character)) this.#at++
    else this.#run()
  }

  /** A minus directly before an operand excludes it; elsewhere it is a dash. */
  #startsOperand(): boolean {
    return STARTS_OPERAND.test(this.#text[this.#at + 1] ?? '')
  }

  #add(
    type: TokenType,
    length: number,
    { text, count = null, problem = null }: Partial<Token> = {},
  ): void {
    const start = this.#at
    const end = start + length
    this.#tokens.push({
      type,
      text: text ?? this.#text.slice(start, end),
      start,
      end,
      count,
      problem,
    })
    this.#at = end
  }

  #quoted(): void {
    const end = this.#text.indexOf('"', this.#at + 1)
    if (end < 0) {
      const text = this.#text.slice(this.#at + 1)
      return this.#add('quoted', text.length + 1, { text, problem: 'unclosed-quote' })
    }
    const [distance = ''] = /^~\d{0,4}/.exec(this.#text.slice(end + 1, end + 6)) ?? []
    this.#add('quoted', end + 1 + distance.length - this.#at, {
      text: this.#text.slice(this.#at + 1, end),
      count: distance === '' ? null : Number(distance.slice(1) || DEFAULT_DISTANCE),
    })
  }

  /** Reads up to the next space, quote, bracket or bar. */
  #run(): void {
    const run = runAt(this.#text, this.#at)
    if (OPERATOR.test(run)) {
      const [name = '', distance] = run.split('/')
      return this.#add(name.toLowerCase() as TokenType, run.length, {
        count: Number(distance ?? DEFAULT_DISTANCE),
      })
    }
    if (FOREIGN_OPERATOR.test(run)) {
      return this.#add(/^p/i.test(run) ? 'then' : 'near', run.length, {
        count: Number(/\d+$/.exec(run)![0]),
        problem: 'foreign-operator',
      })
    }
    if (this.#isFunction(run)) return this.#function(run)
    const field = FIELD.exec(run)?.[1]
    if (field !== undefined && this.#isField(field.toLowerCase())) return this.#field(field)
    if (!HAS_WORD.test(run)) return void (this.#at += run.length)
    this.#add('word', run.length, {
      problem: field !== undefined && !run.startsWith(`${field}:/`) ? 'unknown-field' : null,
    })
  }

  #field(name: string): void {
    this.#add('field', name.length + 1, { text: name.toLowerCase() })
    const value = runAt(this.#text, this.#at)
    if (value !== '' && !this.#isFunction(value)) this.#add('raw', value.length)
  }

  #isFunction(run: string): boolean {
    return FUNCTION.test(run) && this.#text[this.#at + run.length] === '('
  }

  #function(run: string): void {
    const name = run.replace(/\d+$/, '')
    const count = Number(run.slice(name.length)) || null
    this.#add(name.toLowerCase() as TokenType, run.length + 1, { count })
  }
}

function runAt(text: string, at: number): string {
  let end = at
  while (end < text.length && !/[\s"()|]/.test(text[end]!)) end++
  return text.slice(at, end)
}
