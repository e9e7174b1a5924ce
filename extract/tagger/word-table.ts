import { fnv1a } from '#core/text/fnv1a.ts'
import { classOf, DIGIT, LOWER, UPPER } from '../text/characters.ts'
import {
  CALENDAR,
  COMMON,
  MODIFIER,
  PLACE_HEAD,
  SPEECH_VERB,
  SURNAME_ENDING,
  CAPITAL,
  GIVEN_NAME,
  CLOSED_CLASS,
  ORG_HEAD,
  HONORIFIC,
  LEGAL_FORM,
  LOWER_CASE,
  NUMBER,
  PARTICLE,
  ROLE,
} from '../text/flags.ts'
import type { Entry, Node } from '../gazetteer/gazetteer.ts'
import { type Word, wordOf } from '../text/word.ts'

/* Properties of how a word is written, one bit each. */
export const IS_CAPITAL = 1
export const IS_LOWER = 2
/** A lower-case word or number that may start a name: "al", "bin", "7". */
export const MAY_OPEN = 4
/** An apostrophe or hyphen as a token of its own. */
export const IS_JOINER = 8
/** An article, pronoun, preposition or the like. */
export const IS_FUNCTION = 32
/** Starts a multi-word gazetteer name. */
export const OPENS_NAME = 16

/** One bit per gazetteer kind. */
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

/** Id of the padding word outside of sentences. */
export const PAD = 0

/** Interned words, with the hashes and bits that features are made of. */
export interface WordTable {
  readonly size: number
  /** Hashes of the word, its lower-cased form (digits as 0) and its shape. */
  readonly form: Int32Array
  readonly lower: Int32Array
  readonly shape: Int32Array
  readonly gazetteer: Uint8Array
  readonly flags: Uint8Array
  /** Lexicon classes, one bit each. */
  readonly lexicon: Uint8Array
  /** Id of the lower-cased form. */
  readonly lowerId: Int32Array
  id(text: string): number
  /** Like `id`, but cached on the word. */
  idOfWord(word: Word): number
  /** The lower-cased form. */
  lowerText(id: number): string
  /** Gazetteer node after this word. */
  names(id: number): Node | undefined
  clear(): void
}

/** Longer words are truncated. */
const LONGEST = 40
const RECENT = 1 << 13

export function createWordTable(capacity: number): WordTable {
  const ids = new Map<string, number>()
  let generation = {}
  const lowerTexts: string[] = []
  const written: string[] = []
  const recent = new Int32Array(RECENT)
  const nodes: (Node | undefined)[] = []
  const forms = new Int32Array(capacity)
  const lower = new Int32Array(capacity)
  const shape = new Int32Array(capacity)
  const gazetteer = new Uint8Array(capacity)
  const flags = new Uint8Array(capacity)
  const lexicon = new Uint8Array(capacity)
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
    forms[id] = fnv1a(text)
    lower[id] = fnv1a(small)
    shape[id] = fnv1a(shapeOf(text))
    gazetteer[id] = gazetteerBits(known, names)
    lexicon[id] = lexiconBits(known)
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
    if (word.generation === generation) return word.id
    word.generation = generation
    word.id = idOf(word.form)
    return word.id
  }

  function clear(): void {
    ids.clear()
    generation = {}
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
    lexicon,
    lowerId,
    id: idOf,
    idOfWord,
    lowerText: (id) => lowerTexts[id]!,
    names: (id) => nodes[id],
    clear,
  }
}

/** Uses ASCII quotes and dashes, as most training data does. */
function plain(text: string): string {
  if (!/[^\0-\x7f]/.test(text)) return text
  return text
    .replace(/[‘’´`]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/[‐‑–—]/g, '-')
}

/** Slot in the cache of recent words, which is five times faster than the map. */
function slotOf(text: string): number {
  const { length } = text
  const last = text.charCodeAt(length - 1)
  return (
    (text.charCodeAt(0) * 31 + last * 257 + text.charCodeAt(length >> 1) * 7 + length * 1031) &
    (RECENT - 1)
  )
}

/** Forces a copy: a slice would keep its whole article in memory. */
function copyOf(text: string): string {
  return text.length < 13 ? text : ` ${text}`.slice(1)
}

/** Capitals as X, lower case as x, digits as d, other characters unchanged; runs are cut at two. */
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
  if (known & GIVEN_NAME) bits |= GIVEN_BIT
  if (known & (ROLE | HONORIFIC)) bits |= ROLE_BIT
  if (known & (ORG_HEAD | LEGAL_FORM)) bits |= HEAD_BIT
  return bits | kindBits(names)
}

/** Kind bits of the gazetteer names that end at a node. */
export function kindBits(node: Node | undefined): number {
  let bits = 0
  for (const { kind } of node?.entries ?? []) bits |= KIND_BITS[kind]
  return bits
}

function lexiconBits(known: number): number {
  let bits = 0
  if (known & COMMON) bits |= 1
  if (known & PLACE_HEAD) bits |= 2
  if (known & HONORIFIC) bits |= 4
  if (known & SPEECH_VERB) bits |= 8
  if (known & CALENDAR) bits |= 16
  if (known & MODIFIER) bits |= 32
  if (known & SURNAME_ENDING) bits |= 64
  if (known & LEGAL_FORM) bits |= 128
  return bits
}

function flagBits(text: string, known: number, names: Node | undefined): number {
  let bits = 0
  if (known & CAPITAL) bits |= IS_CAPITAL
  if (known & LOWER_CASE && text !== '') bits |= IS_LOWER
  if (known & (PARTICLE | NUMBER) && !(known & CAPITAL)) bits |= MAY_OPEN
  if (text === '-' || text === "'") bits |= IS_JOINER
  if (known & CLOSED_CLASS) bits |= IS_FUNCTION
  if (names?.next) bits |= OPENS_NAME
  return bits
}
