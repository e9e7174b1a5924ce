import {
  CAPITAL,
  FUNCTION_WORD,
  HONORIFIC,
  LOWER_CASE,
  MODIFIER,
  ROLE,
  SPEECH_VERB,
} from '../text/flags.ts'
import { FORMER, GRAPH_ROLES, TRADES } from '../gazetteer/lexicon/people.ts'
import type { Segment } from '../text/segment.ts'

/** The title of a role over tokens `from` to `to`, in normal form. */
export interface Title {
  from: number
  to: number
  title: string
  former: boolean
}

const LONGEST_TITLE = 9

/** Lower-case words that may be inside a title: "central bank governor", "opposition party leader". */
const INNER = new Set(
  'central bank party union parliament army court election delegation mission team committee board recently democratically long-time longtime the and of'.split(
    ' ',
  ),
)

/** The title that ends directly before `to` ("Principal Deputy Spokesperson", "secretary of state"), or null. */
export function titleBefore(segment: Segment, to: number): Title | null {
  const { tokens } = segment
  let end = to
  while (end > 0 && isHonorific(tokens[end - 1]!.word.flags)) end--
  let from = end
  while (from > Math.max(0, end - LONGEST_TITLE) && mayStandInside(segment, from - 1)) from--
  while (from < end && isLink(tokens[from]!.word.lower)) from++
  // "its chairman and | Robert Poole" is another person's title.
  if (end > from && isLink(tokens[end - 1]!.word.lower)) return null
  return toTitle(segment, from, end)
}

/** The title that starts at `from` ("foreign minister", "head of research", "a biotechnology analyst"), or null. */
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

/** The rest of a title whose first words are a body's name: "House | Speaker". */
export function titleFrom(segment: Segment, { to }: Title, from: number): Title | null {
  return toTitle(segment, from, to)
}

/** The rest of a title whose last words start a body's name: "chairman | of the Foreign Affairs Committee". */
export function titleUpTo(segment: Segment, { from }: Title, to: number): Title | null {
  return toTitle(segment, from, to)
}

const MOST_NOUNS = 2

/** Whether a word is a plain noun such as "biotechnology" before "analyst", unlike "widely" or "formed". */
function isPlainNoun({ tokens, matches }: Segment, at: number): boolean {
  const word = tokens[at]?.word
  if (!word || matches[at] || TRADES.has(word.lower) || FORMER.has(word.lower)) return false
  if (
    (word.flags & LOWER_CASE) === 0 ||
    word.flags & (FUNCTION_WORD | SPEECH_VERB | ROLE | MODIFIER)
  )
    return false
  return !/(ed|ly|est)$/.test(word.lower)
}

function isHonorific(flags: number): boolean {
  return (flags & HONORIFIC) !== 0 && (flags & CAPITAL) !== 0 && (flags & ROLE) === 0
}

function isLink(lower: string): boolean {
  return lower === 'of' || lower === 'the' || lower === 'and'
}

function mayStandInside({ tokens, matches }: Segment, at: number): boolean {
  const { flags, lower } = tokens[at]!.word
  if (matches[at]) return false
  if (flags & (ROLE | MODIFIER) || FORMER.has(lower) || TRADES.has(lower)) return true
  return lower === '/' || (INNER.has(lower) && (flags & LOWER_CASE) !== 0)
}

/** Null unless the words include a recorded role. */
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
    if (lower === '/') words.push('and')
    else if (!PASSING.has(lower) && (words.length > 0 || lower !== 'the'))
      words.push(singular(lower))
    if (TRADES.has(lower) || (flags & ROLE && GRAPH_ROLES.has(singular(lower)))) hasRole = true
    if (flags & FUNCTION_WORD && !isLink(lower) && !PASSING.has(lower)) return null
  }
  const title = hasRole ? normalized(words) : ''
  return title === '' ? null : { from, to, title, former }
}

/** Words that do not belong to the title itself. */
const PASSING = new Set([
  'new',
  'newly',
  'recently',
  'democratically',
  'long-time',
  'longtime',
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
  ['founders', 'founder'],
  ['co-founders', 'co-founder'],
  ['directors', 'director'],
])

/** "minister of foreign affairs" becomes "foreign minister"; leading and trailing "of" and "and" are dropped. */
function normalized(words: string[]): string {
  const title = words.join(' ').replace(/^(?:of|and) | (?:of|and)$/g, '')
  const of = /^((?:.+ )?minister) (?:of|for) (?:the )?(.+)$/.exec(title)
  const plain = of ? `${of[2]} ${of[1]}` : title
  return plain.replace(/\b(?:foreign|external) affairs minister/, 'foreign minister')
}
