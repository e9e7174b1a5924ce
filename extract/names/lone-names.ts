import type { SpanSet } from './spans/span-set.ts'
import { type Senses, sharedCountry } from './countries.ts'
import type { Document } from '../text/document.ts'
import {
  ALL_CAPS,
  CALENDAR,
  CAPITAL,
  COMMON,
  FUNCTION_WORD,
  GIVEN_NAME,
  HONORIFIC,
  MODIFIER,
  PARTICLE,
  ROLE,
  SPEECH_VERB,
} from '../text/flags.ts'
import { type Name, shortName } from './spans/name.ts'
import type { Organizations } from './organizations/organizations.ts'
import { personFor, type Persons } from './persons.ts'
import { isTicker } from './organizations/tickers.ts'
import { isNameWord } from './spans/capital-runs.ts'
import type { Segment } from '../text/segment.ts'

/** Single words that are surnames or short forms of names in the article and are not covered by another name. */
export function loneNames(
  document: Document,
  segment: Segment,
  { short }: Organizations,
  persons: Persons,
  senses: Senses,
  spans: SpanSet<Name>,
): Name[] {
  const names: Name[] = []
  for (let i = 0; i < segment.tokens.length; i++) {
    const { flags, text } = segment.tokens[i]!.word
    if ((flags & CAPITAL) === 0 || spans.at(segment, i) || isTicker(segment, i, i + 1)) continue
    if (isInsideRun(segment, i, spans)) continue
    const body = (flags & (COMMON | FUNCTION_WORD)) === 0 ? short.get(text) : undefined
    const name =
      surnameAt(document, segment, i, persons) ??
      (body ? shortName(segment, i, i + 1, body) : sharedCountry(segment, i, senses))
    if (name) names.push(name)
  }
  return names
}

/** Whether a word is part of a longer unexplained run: "Shri Ahmed Patel" is not the article's Patel, "Trump Tower" is not Trump. */
function isInsideRun(segment: Segment, at: number, spans: SpanSet<Name>): boolean {
  const { tokens, matches } = segment
  const isFree = (i: number) => isNameWord(segment, i) && !matches[i] && !spans.at(segment, i)
  if (isFree(at + 1)) return true
  const before = tokens[at - 1]?.word.flags ?? 0
  return isFree(at - 1) && (before & (ROLE | HONORIFIC | MODIFIER | PARTICLE | COMMON)) === 0
}

function surnameAt(
  document: Document,
  segment: Segment,
  at: number,
  persons: Persons,
): Name | null {
  if (!maybeSurname(document, segment, at)) return null
  const { text } = segment.tokens[at]!.word
  const full = segment.matches[at] ? persons.surname.get(text) : personFor(persons, text)
  if (!full) return null
  const particle = segment.tokens[at - 1]?.word.flags ?? 0
  const isParticled = (particle & PARTICLE) !== 0 && (particle & CAPITAL) !== 0
  const span = { segment, from: isParticled ? at - 1 : at, to: at + 1 }
  return { ...span, kind: 'person', full, resolved: true, via: 'surname', confidence: 0.85 }
}

/** Excludes "Jordan" in "Amman, Jordan", common words that may just start a sentence, and parts of longer gazetteer names. */
function maybeSurname(document: Document, { tokens, matches }: Segment, at: number): boolean {
  const { flags, lower } = tokens[at]!.word
  if (flags & CALENDAR) return isPersonNotMonth(tokens, at)
  if (flags & (ALL_CAPS | FUNCTION_WORD)) return false
  if (flags & COMMON && (document.lowerWords.has(lower) || (flags & GIVEN_NAME && at === 0)))
    return false
  const match = matches[at]
  if (!match) return (flags & HONORIFIC) === 0
  return match.to === match.from + 1 && tokens[at - 1]?.word.text !== ','
}

/** Whether a month's name is a person: "Mrs. May", "May said". */
function isPersonNotMonth(tokens: Segment['tokens'], at: number): boolean {
  const before = tokens[at - 1]?.word.flags ?? 0
  const after = tokens[at + 1]?.word.flags ?? 0
  return (before & CAPITAL && before & (HONORIFIC | ROLE)) !== 0 || (after & SPEECH_VERB) !== 0
}
