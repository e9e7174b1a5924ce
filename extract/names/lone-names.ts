import type { Cover } from './span-set.ts'
import { type Senses, sharedCountry } from './countries.ts'
import type { Document } from '../text/document.ts'
import {
  ALL_CAPS,
  CALENDAR,
  CAPITAL,
  COMMON,
  FUNCTION,
  GIVEN,
  HONORIFIC,
  MODIFIER,
  PARTICLE,
  ROLE,
  SPEECH,
} from '../text/flags.ts'
import { type Name, shortName } from './name.ts'
import type { Organizations } from './organizations/organizations.ts'
import { personFor, type Persons } from './persons.ts'
import { isTicker } from './organizations/tickers.ts'
import { isNameWord } from './runs.ts'
import type { Segment } from '../text/segment.ts'

/** Single words that no longer name covers: surnames and short forms of names in the article. */
export function loneNames(
  document: Document,
  segment: Segment,
  { short }: Organizations,
  persons: Persons,
  senses: Senses,
  cover: Cover<Name>,
): Name[] {
  const names: Name[] = []
  for (let i = 0; i < segment.tokens.length; i++) {
    const { flags, text } = segment.tokens[i]!.word
    if ((flags & CAPITAL) === 0 || cover.at(segment, i) || isTicker(segment, i, i + 1)) continue
    if (isInsideRun(segment, i, cover)) continue
    const body = (flags & (COMMON | FUNCTION)) === 0 ? short.get(text) : undefined
    const name =
      surnameAt(document, segment, i, persons) ??
      (body ? shortName(segment, i, i + 1, body) : sharedCountry(segment, i, senses))
    if (name) names.push(name)
  }
  return names
}

/** Part of a longer run that nothing explained: "Shri Ahmed Patel" is not the article's Patel, nor "Trump Tower" Trump. */
function isInsideRun(segment: Segment, at: number, cover: Cover<Name>): boolean {
  const { tokens, marks } = segment
  const isFree = (i: number) => isNameWord(segment, i) && !marks[i] && !cover.at(segment, i)
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
  const full = segment.marks[at] ? persons.surname.get(text) : personFor(persons, text)
  if (!full) return null
  const particle = segment.tokens[at - 1]?.word.flags ?? 0
  const isParticled = (particle & PARTICLE) !== 0 && (particle & CAPITAL) !== 0
  const span = { segment, from: isParticled ? at - 1 : at, to: at + 1 }
  return { ...span, kind: 'person', full, resolved: true, via: 'surname', confidence: 0.85 }
}

/** Not the "Jordan" of "Amman, Jordan", no common word that may begin a sentence, no part of a longer known name. */
function maybeSurname(document: Document, { tokens, marks }: Segment, at: number): boolean {
  const { flags, lower } = tokens[at]!.word
  if (flags & CALENDAR) return isSomebody(tokens, at)
  if (flags & (ALL_CAPS | FUNCTION)) return false
  if (flags & COMMON && (document.lower.has(lower) || (flags & GIVEN && at === 0))) return false
  const mark = marks[at]
  if (!mark) return (flags & HONORIFIC) === 0
  return mark.to === mark.from + 1 && tokens[at - 1]?.word.text !== ','
}

/** "Mrs. May", "May said": not the month. */
function isSomebody(tokens: Segment['tokens'], at: number): boolean {
  const before = tokens[at - 1]?.word.flags ?? 0
  const after = tokens[at + 1]?.word.flags ?? 0
  return (before & CAPITAL && before & (HONORIFIC | ROLE)) !== 0 || (after & SPEECH) !== 0
}
