import { classOf, DIGIT, LOWER, UPPER } from '../text/characters.ts'
import {
  CALENDAR,
  COMMON,
  MODIFIER,
  PLACE_HEAD,
  SPEECH,
  SURNAME,
  CAPITAL,
  GIVEN,
  HARD,
  HEAD,
  HONORIFIC,
  LEGAL,
  LOWER_CASE,
  NUMBER,
  PARTICLE,
  ROLE,
} from '../text/flags.ts'
import type { Entry, Node } from '../gazetteer/gazetteer.ts'
import { type Word, wordOf } from '../text/word.ts'
import { hashOf } from './hash.ts'

/* How a word is written: one bit each. */
export const IS_CAPITAL = 1
export const IS_LOWER = 2
/** A small word or number that a name may begin with: "al", "bin", "7". */
export const MAY_OPEN = 4
/** An apostrophe or hyphen standing alone. */
export const IS_JOINER = 8
/** An article, pronoun, preposition or the like. */
export const IS_FUNCTION = 32
/** The beginning of a name of several words in the gazetteer. */
export const OPENS_NAME = 16

/** What the gazetteer says of a name, one bit each. */
export const KIND_BITS: Record<Entry['kind'], number> = {
  country: 2,
  demonym: 4,
  capital: 8,
  place: 16,
  organization: 32,
  none: 0,
}
const GIVEN_BIT = 1
const ROLE_BIT = 64
const HEAD_BIT = 128

/** The number of the word that stands outside of every sentence. */
export const PAD = 0

/** Words by number, with the hashes and bits that features are made of. */
export interface Words {
  readonly size: number
  /** Of the word, its lower form (digits as 0) and its shape. */
  readonly form: Int32Array
  readonly lower: Int32Array
  readonly shape: Int32Array
  readonly gazetteer: Uint8Array
  readonly flags: Uint8Array
  /** What sort of word it is in running text. */
  readonly sort: Uint8Array
  /** The number of the lower form. */
  readonly lowerId: Int32Array
  id(text: string): number
  /** The same number without a search, if the word was met before. */
  idOfWord(word: Word): number
  /** The lower form as a string. */
  lowerText(id: number): string
  /** Where the gazetteer goes on after this word. */
  names(id: number): Node | undefined
  clear(): void
}

/** What lies beyond says nothing more about a word. */
const LONGEST = 40
const RECENT = 1 << 13

export function createWords(capacity: number): Words {
  const ids = new Map<string, number>()
  let count = {}
  const lowerTexts: string[] = []
  const written: string[] = []
  const recent = new Int32Array(RECENT)
  const nodes: (Node | undefined)[] = []
  const forms = new Int32Array(capacity)
  const lower = new Int32Array(capacity)
  const shape = new Int32Array(capacity)
  const gazetteer = new Uint8Array(capacity)
  const flags = new Uint8Array(capacity)
  const sort = new Uint8Array(capacity)
  const lowerId = new Int32Array(capacity)

  function add(form: string): number {
    const text = plain(form)
    const id = lowerTexts.length
    const small = text.toLowerCase().replace(/\d/g, '0')
    const { flags: known, names } = wordOf(text || ' ')
    ids.set(form, id)
    written.push(form)
    lowerTexts.push(small)
    nodes.push(names)
    forms[id] = hashOf(text)
    lower[id] = hashOf(small)
    shape[id] = hashOf(shapeOf(text))
    gazetteer[id] = gazetteerBits(known, names)
    sort[id] = sortBits(known)
    flags[id] = flagBits(text, known, names)
    lowerId[id] = small === form ? id : idOf(small)
    return id
  }

  function idOf(text: string): number {
    const slot = slotOf(text)
    const met = recent[slot]!
    if (written[met] === text) return met
    const id = find(text)
    recent[slot] = id
    return id
  }

  function find(text: string): number {
    const found = ids.get(text)
    if (found !== undefined) return found
    return text.length > LONGEST ? idOf(text.slice(0, LONGEST)) : add(copyOf(text))
  }

  function idOfWord(word: Word): number {
    if (word.count === count) return word.number
    word.count = count
    word.number = idOf(word.form)
    return word.number
  }

  function clear(): void {
    ids.clear()
    count = {}
    lowerTexts.length = 0
    written.length = 0
    recent.fill(PAD)
    nodes.length = 0
    add('')
  }

  clear()
  return {
    get size() {
      return lowerTexts.length
    },
    form: forms,
    lower,
    shape,
    gazetteer,
    flags,
    sort,
    lowerId,
    id: idOf,
    idOfWord,
    lowerText: (id) => lowerTexts[id]!,
    names: (id) => nodes[id],
    clear,
  }
}

/** With the quotes and dashes of a typewriter, as most training texts have them. */
function plain(text: string): string {
  if (!/[^\0-\x7f]/.test(text)) return text
  return text
    .replace(/[‘’´`]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/[‐‑–—]/g, '-')
}

/** Where a word that was met lately is looked for first: a full search costs five times as much. */
function slotOf(text: string): number {
  const { length } = text
  const last = text.charCodeAt(length - 1)
  return (
    (text.charCodeAt(0) * 31 + last * 257 + text.charCodeAt(length >> 1) * 7 + length * 1031) &
    (RECENT - 1)
  )
}

/** A string of its own: a slice would keep its whole article in memory. */
function copyOf(text: string): string {
  return text.length < 13 ? text : ` ${text}`.slice(1)
}

/** Capitals as X, small letters as x, digits as d, other signs as they are; no more than two alike in a row. */
function shapeOf(text: string): string {
  let shape = ''
  let last = ''
  let run = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    const sign = SHAPES[classOf(unit)] ?? text.charAt(i)
    run = sign === last ? run + 1 : 1
    last = sign
    if (run <= 2) shape += sign
  }
  return shape
}

const SHAPES: Record<number, string> = { [UPPER]: 'X', [LOWER]: 'x', [DIGIT]: 'd' }

function gazetteerBits(known: number, names: Node | undefined): number {
  let bits = 0
  if (known & GIVEN) bits |= GIVEN_BIT
  if (known & (ROLE | HONORIFIC)) bits |= ROLE_BIT
  if (known & (HEAD | LEGAL)) bits |= HEAD_BIT
  return bits | kindBits(names)
}

/** The bits of the names that end with a state of the automaton. */
export function kindBits(node: Node | undefined): number {
  let bits = 0
  for (const { kind } of node?.entries ?? []) bits |= KIND_BITS[kind]
  return bits
}

function sortBits(known: number): number {
  let bits = 0
  if (known & COMMON) bits |= 1
  if (known & PLACE_HEAD) bits |= 2
  if (known & HONORIFIC) bits |= 4
  if (known & SPEECH) bits |= 8
  if (known & CALENDAR) bits |= 16
  if (known & MODIFIER) bits |= 32
  if (known & SURNAME) bits |= 64
  if (known & LEGAL) bits |= 128
  return bits
}

function flagBits(text: string, known: number, names: Node | undefined): number {
  let bits = 0
  if (known & CAPITAL) bits |= IS_CAPITAL
  if (known & LOWER_CASE && text !== '') bits |= IS_LOWER
  if (known & (PARTICLE | NUMBER) && !(known & CAPITAL)) bits |= MAY_OPEN
  if (text === '-' || text === "'") bits |= IS_JOINER
  if (known & HARD) bits |= IS_FUNCTION
  if (names?.next) bits |= OPENS_NAME
  return bits
}
