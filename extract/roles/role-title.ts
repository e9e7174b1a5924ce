import { CAPITAL, FUNCTION, HONORIFIC, LOWER_CASE, MODIFIER, ROLE, SPEECH } from '../text/flags.ts'
import { FORMER, GRAPH_ROLES, TRADES } from '../gazetteer/lexicon/people.ts'
import type { Segment } from '../text/segment.ts'

/** A function over tokens `from` to `to`, as one form. */
export interface Title {
  from: number
  to: number
  title: string
  former: boolean
}

const LONGEST_TITLE = 9

/** Nouns that stand inside functions in lower case only: "central bank governor", "opposition party leader". */
const INNER = new Set(
  'central bank party union parliament army court election delegation mission team the and of'.split(
    ' ',
  ),
)

/** The function that ends right before `to`: "Principal Deputy Spokesperson", "secretary of state"; null if none does. */
export function titleBefore(segment: Segment, to: number): Title | null {
  const { tokens } = segment
  let end = to
  while (end > 0 && isHonorific(tokens[end - 1]!.word.flags)) end--
  let from = end
  while (from > Math.max(0, end - LONGEST_TITLE) && mayStandInside(segment, from - 1)) from--
  while (from < end && isLink(tokens[from]!.word.lower)) from++
  // "its chairman and | Robert Poole" is another person's function.
  if (end > from && isLink(tokens[end - 1]!.word.lower)) return null
  return toTitle(segment, from, end)
}

/** The function that begins right at `from`: "foreign minister", "head of research", "a biotechnology analyst". */
export function titleAfter(segment: Segment, from: number): Title | null {
  const { tokens } = segment
  let start = from
  while (/^(the|a|an|its|their|his|her)$/.test(tokens[start]?.word.lower ?? '')) start++
  let to = start
  while (to < start + MOST_NOUNS && isPlainNoun(segment, to)) to++
  while (to < Math.min(tokens.length, start + LONGEST_TITLE) && mayStandInside(segment, to)) to++
  while (to > start && isLink(tokens[to - 1]!.word.lower)) to--
  return toTitle(segment, start, to)
}

/** What is left of a function if its first words are a body's name: "House | Speaker". */
export function titleFrom(segment: Segment, { to }: Title, from: number): Title | null {
  return toTitle(segment, from, to)
}

/** What is left of a function if its last words begin a body's name: "chairman | of the Foreign Affairs Committee". */
export function titleUpTo(segment: Segment, { from }: Title, to: number): Title | null {
  return toTitle(segment, from, to)
}

const MOST_NOUNS = 2

/** The "biotechnology" of an analyst; no "widely", no "formed". */
function isPlainNoun({ tokens, marks }: Segment, at: number): boolean {
  const word = tokens[at]?.word
  if (!word || marks[at] || TRADES.has(word.lower) || FORMER.has(word.lower)) return false
  if ((word.flags & LOWER_CASE) === 0 || word.flags & (FUNCTION | SPEECH | ROLE | MODIFIER))
    return false
  return !/(ed|ly|est)$/.test(word.lower)
}

function isHonorific(flags: number): boolean {
  return (flags & HONORIFIC) !== 0 && (flags & CAPITAL) !== 0 && (flags & ROLE) === 0
}

function isLink(lower: string): boolean {
  return lower === 'of' || lower === 'the' || lower === 'and'
}

function mayStandInside({ tokens, marks }: Segment, at: number): boolean {
  const { flags, lower } = tokens[at]!.word
  if (marks[at]) return false
  if (flags & (ROLE | MODIFIER) || FORMER.has(lower) || TRADES.has(lower)) return true
  return INNER.has(lower) && (flags & LOWER_CASE) !== 0
}

/** Null unless a function that a graph may show is among the words. */
function toTitle({ tokens }: Segment, from: number, to: number): Title | null {
  const words: string[] = []
  let former = false
  let hasRole = false
  for (let i = from; i < to; i++) {
    const { lower, flags } = tokens[i]!.word
    if (FORMER.has(lower)) {
      former = true
      continue
    }
    if (!PASSING.has(lower) && (words.length > 0 || lower !== 'the')) words.push(singular(lower))
    if (TRADES.has(lower) || (flags & ROLE && GRAPH_ROLES.has(singular(lower)))) hasRole = true
    if (flags & FUNCTION && !isLink(lower)) return null
  }
  const title = hasRole ? normalized(words) : ''
  return title === '' ? null : { from, to, title, former }
}

/** Says when, not what. */
const PASSING = new Set([
  'new',
  'newly',
  'elected',
  'current',
  'late',
  'veteran',
  'then-acting',
  'the',
  '-',
])

function singular(lower: string): string {
  return PLURALS.get(lower) ?? lower
}

const PLURALS = new Map([
  ['ministers', 'minister'],
  ['presidents', 'president'],
  ['premiers', 'premier'],
  ['secretaries', 'secretary'],
  ['leaders', 'leader'],
  ['chairmen', 'chairman'],
])

/** "minister of foreign affairs" is "foreign minister"; a title never begins or ends with "of" or "and". */
function normalized(words: string[]): string {
  const title = words.join(' ').replace(/^(?:of|and) | (?:of|and)$/g, '')
  const of = /^((?:.+ )?minister) (?:of|for) (?:the )?(.+)$/.exec(title)
  const plain = of ? `${of[2]} ${of[1]}` : title
  return plain.replace(/\b(?:foreign|external) affairs minister/, 'foreign minister')
}
