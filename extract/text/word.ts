import { classOf, DIGIT, isDigit, LOWER, SPACE, UPPER } from './characters.ts'
import {
  ALL_CAPS,
  CALENDAR,
  CAPITAL,
  COMMON,
  ENGLISH,
  FOREIGN,
  FUNCTION,
  GIVEN,
  HEAD,
  HONORIFIC,
  INITIAL,
  LEADING_HEAD,
  LEGAL,
  LOWER_CASE,
  MODIFIER,
  HARD,
  NUMBER,
  OF_HEAD,
  PARTICLE,
  PLACE_HEAD,
  POSSESSIVE,
  ROLE,
  SIGN,
  SPEECH,
  STATE_BODY,
  SURNAME,
} from './flags.ts'
import { beginnings, type Node } from '../gazetteer/gazetteer.ts'
import { readList } from '../gazetteer/gazetteer-file.ts'
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

/** A written form with what is known of it. */
export interface Word {
  /** As written. */
  form: string
  /** With straight apostrophes. */
  text: string
  lower: string
  flags: number
  /** Where names that begin with it go on in the gazetteer. */
  names: Node | undefined
  /** Its number in the count of whoever counted it last. */
  number: number
  count: object | null
}

const FLAGS = new Map<string, number>()
const mark = (words: Iterable<string>, flag: number) => {
  for (const word of words) FLAGS.set(word, (FLAGS.get(word) ?? 0) | flag)
}
mark(readList('common-words.json'), COMMON)
mark(readList('given-names.json'), GIVEN)
mark(FREQUENT_GIVEN, GIVEN)
mark(WORDS_AND_NAMES, GIVEN | COMMON)
mark(FUNCTION_WORDS, FUNCTION | COMMON | HARD)
mark(COUNTING_WORDS, FUNCTION | COMMON)
mark(GROUPS_AND_UNITS, COMMON)
mark(ADJECTIVES, COMMON)
mark(CALENDAR_WORDS, CALENDAR)
mark(PARTICLES, PARTICLE)
mark(VERBS, SPEECH | COMMON)
mark(HONORIFICS, HONORIFIC)
mark(ROLES, ROLE | COMMON)
mark(MODIFIERS, MODIFIER | COMMON)
mark(HEADS, HEAD | COMMON)
mark(LEGAL_FORMS, LEGAL)
mark(STATE_BODIES, STATE_BODY | HEAD | COMMON)
mark(OF_HEADS, OF_HEAD | COMMON)
mark(LEADING_HEADS, LEADING_HEAD)
mark(PLACE_HEADS, PLACE_HEAD | COMMON)
mark(["'s", "'"], POSSESSIVE)
mark(ENGLISH_WORDS, ENGLISH)
mark(FOREIGN_WORDS, FOREIGN)

/** Longer forms are seldom met twice. */
const LONGEST_KEPT = 24
const MOST_KEPT = 50_000
const kept = new Map<string, Word>()

/** Words met lately, by a hash of their form: a look here costs a fifth of one by a string of its own. */
const RECENT = 1 << 15
let recent: (Word | undefined)[] = new Array<Word | undefined>(RECENT)

/** The word with this written form; the same object for the same form as long as it is kept. */
export function wordOf(form: string): Word {
  const found = kept.get(form)
  if (found) return found
  if (form.length > LONGEST_KEPT) return describe(form)
  const word = describe(copyOf(form))
  if (kept.size >= MOST_KEPT) {
    kept.clear()
    recent = new Array<Word | undefined>(RECENT)
  }
  kept.set(word.form, word)
  return word
}

/** The word that stands in a text. */
export function wordAt(text: string, start: number, end: number): Word {
  if (end - start > LONGEST_KEPT) return wordOf(text.slice(start, end))
  const slot = slotOf(text, start, end)
  const met = recent[slot]
  if (met && met.form.length === end - start && standsAt(met.form, text, start)) return met
  const word = wordOf(text.slice(start, end))
  recent[slot] = word
  return word
}

function slotOf(text: string, start: number, end: number): number {
  let hash = end - start
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash ^ (hash >>> 15)) & (RECENT - 1)
}

function standsAt(form: string, text: string, at: number): boolean {
  for (let i = 0; i < form.length; i++) {
    if (form.charCodeAt(i) !== text.charCodeAt(at + i)) return false
  }
  return true
}

/** A string of its own: a slice of that length would keep its whole article in memory. */
function copyOf(form: string): string {
  return form.length < 13 ? form : ` ${form}`.slice(1)
}

function describe(form: string): Word {
  const text = form.includes('’') ? form.replaceAll('’', "'") : form
  const lower = text.toLowerCase()
  const bare = lower.endsWith('.') && lower.length > 2 ? lower.slice(0, -1) : lower
  const known = (FLAGS.get(lower) ?? 0) | (FLAGS.get(bare) ?? 0) | unmarked(lower)
  return {
    form,
    text,
    lower,
    flags: known | shapeOf(text, lower),
    names: beginnings(lower),
    number: 0,
    count: null,
  }
}

/** "josé" is the given name that the list has as "jose". */
function unmarked(lower: string): number {
  if (!/[^\0-\x7f]/.test(lower)) return 0
  return (FLAGS.get(lower.normalize('NFD').replace(/\p{M}/gu, '')) ?? 0) & GIVEN
}

/** "al-Sabah", "d'Estaing": a name though it begins small. */
const JOINED_PARTICLE = /^(a[ldnrstz]|ash|el|bin|ibn|d|l|de|abu|ul|ur)[-']\p{Lu}/u

function shapeOf(text: string, lower: string): number {
  const first = classOf(text.charCodeAt(0))
  if (isDigit(text.charCodeAt(0)) || first === DIGIT) return NUMBER
  if (first === LOWER) return JOINED_PARTICLE.test(text) ? CAPITAL : LOWER_CASE
  if (first !== UPPER) return SIGN | (first === SPACE ? LOWER_CASE : 0)
  const isInitial = text.length <= 6 && /^(\p{Lu}\.?-?)+\.$/u.test(text)
  if (text.length === 1 || isInitial) return CAPITAL | INITIAL
  if (text.toUpperCase() === text) return CAPITAL | ALL_CAPS
  const surname = SURNAME_ENDINGS.some(
    (end) => lower.length > end.length + 2 && lower.endsWith(end),
  )
  return CAPITAL | (surname ? SURNAME : 0)
}
