import { fnv1a } from '#core/text/fnv1a.ts'
import { classOf, DIGIT, isDigit, LOWER, SPACE, UPPER } from './characters.ts'
import {
  ALL_CAPS,
  CALENDAR,
  CAPITAL,
  COMMON,
  CUE,
  ENGLISH,
  FOREIGN,
  FUNCTION_WORD,
  GIVEN_NAME,
  ORG_HEAD,
  HONORIFIC,
  INITIAL,
  LEADING_HEAD,
  LEGAL_FORM,
  LOWER_CASE,
  MODIFIER,
  CLOSED_CLASS,
  NUMBER,
  OF_HEAD,
  PARTICLE,
  PLACE_HEAD,
  POSSESSIVE,
  ROLE,
  SYMBOL,
  SPEECH_VERB,
  STATE_BODY,
  SURNAME_ENDING,
} from './flags.ts'
import { firstNode, type Node } from '../gazetteer/gazetteer.ts'
import { readList } from '../gazetteer/gazetteer-file.ts'
import { CUE_WORDS } from '../gazetteer/lexicon/cues.ts'
import {
  HEADS,
  LEADING_HEADS,
  LEGAL_FORMS,
  OF_HEADS,
  PLACE_HEADS,
  STATE_BODIES,
} from '../gazetteer/lexicon/bodies.ts'
import {
  ADJECTIVES,
  CALENDAR as CALENDAR_WORDS,
  COUNTING_WORDS,
  ENGLISH_WORDS,
  FOREIGN_WORDS,
  FUNCTION_WORDS,
  PARTICLES,
  SPEECH as VERBS,
} from '../gazetteer/lexicon/function-words.ts'
import {
  FREQUENT_GIVEN,
  WORDS_AND_NAMES,
  HONORIFICS,
  MODIFIERS,
  GROUPS_AND_UNITS,
  ROLES,
  SURNAME_ENDINGS,
} from '../gazetteer/lexicon/people.ts'

/** A word form with everything known about it out of context. */
export interface Word {
  /** As written. */
  form: string
  /** With straight apostrophes. */
  text: string
  lower: string
  flags: number
  /** Gazetteer node for names that start with this word. */
  names: Node | undefined
  /** Id in the word table that last interned this word, and that table's current generation. */
  id: number
  generation: object | null
}

const FLAGS = new Map<string, number>()
const mark = (words: Iterable<string>, flag: number) => {
  for (const word of words) FLAGS.set(word, (FLAGS.get(word) ?? 0) | flag)
}
mark(readList('common-words.json'), COMMON)
mark(readList('given-names.json'), GIVEN_NAME)
mark(FREQUENT_GIVEN, GIVEN_NAME)
mark(WORDS_AND_NAMES, GIVEN_NAME | COMMON)
mark(FUNCTION_WORDS, FUNCTION_WORD | COMMON | CLOSED_CLASS)
mark(COUNTING_WORDS, FUNCTION_WORD | COMMON)
mark(GROUPS_AND_UNITS, COMMON)
mark(ADJECTIVES, COMMON)
mark(CALENDAR_WORDS, CALENDAR)
mark(PARTICLES, PARTICLE)
mark(VERBS, SPEECH_VERB | COMMON)
mark(HONORIFICS, HONORIFIC)
mark(ROLES, ROLE | COMMON)
mark(MODIFIERS, MODIFIER | COMMON)
mark(HEADS, ORG_HEAD | COMMON)
mark(LEGAL_FORMS, LEGAL_FORM)
mark(STATE_BODIES, STATE_BODY | ORG_HEAD | COMMON)
mark(OF_HEADS, OF_HEAD | COMMON)
mark(LEADING_HEADS, LEADING_HEAD)
mark(PLACE_HEADS, PLACE_HEAD | COMMON)
mark(["'s", "'"], POSSESSIVE)
mark(ENGLISH_WORDS, ENGLISH)
mark(FOREIGN_WORDS, FOREIGN)
mark(CUE_WORDS.keys(), CUE)

/** Longer forms rarely repeat. */
const LONGEST_INTERNED = 24
const MAX_INTERNED = 50_000
const interned = new Map<string, Word>()

/** Recently used words by a hash of their characters: five times faster than a map lookup, which needs a substring. */
const RECENT = 1 << 15
let recent: (Word | undefined)[] = new Array<Word | undefined>(RECENT)

/** The word with this form; the same object for the same form until the cache is cleared. */
export function wordOf(form: string): Word {
  const found = interned.get(form)
  if (found) return found
  if (form.length > LONGEST_INTERNED) return describe(form)
  const word = describe(copyOf(form))
  if (interned.size >= MAX_INTERNED) {
    interned.clear()
    recent = new Array<Word | undefined>(RECENT)
  }
  interned.set(word.form, word)
  return word
}

/** The word at these offsets of a text. */
export function wordAt(text: string, start: number, end: number): Word {
  if (end - start > LONGEST_INTERNED) return wordOf(text.slice(start, end))
  const slot = slotOf(text, start, end)
  const known = recent[slot]
  if (known && known.form.length === end - start && standsAt(known.form, text, start)) return known
  const word = wordOf(text.slice(start, end))
  recent[slot] = word
  return word
}

function slotOf(text: string, start: number, end: number): number {
  const hash = fnv1a(text, start, end, end - start)
  return (hash ^ (hash >>> 15)) & (RECENT - 1)
}

function standsAt(form: string, text: string, at: number): boolean {
  for (let i = 0; i < form.length; i++) {
    if (form.charCodeAt(i) !== text.charCodeAt(at + i)) return false
  }
  return true
}

/** Forces a copy: V8 keeps the whole article alive for a slice of 13 characters or more. */
function copyOf(form: string): string {
  return form.length < 13 ? form : ` ${form}`.slice(1)
}

function describe(form: string): Word {
  const text = form.includes('’') ? form.replaceAll('’', "'") : form
  const lower = text.toLowerCase()
  const bare = lower.endsWith('.') && lower.length > 2 ? lower.slice(0, -1) : lower
  const known = (FLAGS.get(lower) ?? 0) | (FLAGS.get(bare) ?? 0) | flagsWithoutAccents(lower)
  return {
    form,
    text,
    lower,
    flags: known | shapeOf(text, lower),
    names: firstNode(lower),
    id: 0,
    generation: null,
  }
}

/** Finds "josé" under the given name "jose". */
function flagsWithoutAccents(lower: string): number {
  if (!/[^\0-\x7f]/.test(lower)) return 0
  return (FLAGS.get(lower.normalize('NFD').replace(/\p{M}/gu, '')) ?? 0) & GIVEN_NAME
}

/** Capitalised names with a lower-case prefix: "al-Sabah", "d'Estaing". */
const JOINED_PARTICLE = /^(a[ldnrstz]|ash|el|bin|ibn|d|l|de|abu|ul|ur)[-']\p{Lu}/u

function shapeOf(text: string, lower: string): number {
  const first = classOf(text.charCodeAt(0))
  if (isDigit(text.charCodeAt(0)) || first === DIGIT) return NUMBER
  if (first === LOWER) return JOINED_PARTICLE.test(text) ? CAPITAL : LOWER_CASE
  if (first !== UPPER) return SYMBOL | (first === SPACE ? LOWER_CASE : 0)
  const isInitial = text.length <= 6 && /^(\p{Lu}\.?-?)+\.$/u.test(text)
  if (text.length === 1 || isInitial) return CAPITAL | INITIAL
  if (text.toUpperCase() === text) return CAPITAL | ALL_CAPS
  const surname = SURNAME_ENDINGS.some(
    (end) => lower.length > end.length + 2 && lower.endsWith(end),
  )
  return CAPITAL | (surname ? SURNAME_ENDING : 0)
}
