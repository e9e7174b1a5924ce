import type { Definition } from './acronyms.ts'
import {
  ALL_CAPS,
  INITIAL,
  FUNCTION_WORD,
  COMMON,
  GIVEN_NAME,
  ROLE,
  ORG_HEAD,
  LEGAL_FORM,
  OF_HEAD,
} from '../../text/flags.ts'
import { NAMESAKES, NO_BODIES } from '../../gazetteer/lexicon/bodies.ts'
import { THING_HEADS } from '../../gazetteer/lexicon/things.ts'
import { type Name, surfaceOf } from '../spans/name.ts'
import { lastOwnWord, organizationName } from './organization-name.ts'
import { initials } from '../spans/initials.ts'
import type { Segment } from '../../text/segment.ts'

/** Unambiguous short forms: "Mobil" for "Mobil Corp", even next to a "Mobil Chemical Co". */
export function sureShortForms(
  names: Name[],
  defined: DefinedAcronym[],
): Map<string, string | null> {
  const sure = new Map<string, string | null>()
  const long = names.filter(({ from, to }) => to - from > 1)
  for (const { name, form } of defined) learn(sure, form, name.full)
  for (const name of long) for (const form of sureForms(name)) learn(sure, form, name.full)
  for (const { full, resolved, via } of names) {
    if (resolved && via !== 'acronym' && !sure.has(full)) sure.set(full, full)
  }
  return sure
}

/** Probable short forms, unless a person in the article has that name. */
export function likelyShortForms(names: Name[], called: Set<string>): Map<string, string | null> {
  const likely = new Map<string, string | null>()
  for (const name of names) {
    for (const form of likelyForms(name)) if (!called.has(form)) learn(likely, form, name.full)
  }
  return likely
}

export interface DefinedAcronym {
  name: Name
  /** Its acronym. */
  form: string
}

function learn(short: Map<string, string | null>, form: string, full: string): void {
  const known = short.get(form)
  short.set(form, known === undefined || known === full ? full : null)
}

/** Confidence of a name that is only defined by an acronym in brackets. */
const DEFINED = 0.85

/** The organizations with an acronym in brackets; a long form that is not a candidate yet becomes one. */
export function defineAcronyms(definitions: Definition[], names: Name[]): DefinedAcronym[] {
  const bySegment = Map.groupBy(names, ({ segment }) => segment)
  return definitions.flatMap(({ segment, from, to, short, isName }) => {
    if (!isName || segment.tokens.slice(from, to).some(({ word }) => word.flags & ROLE)) return []
    const known = bySegment.get(segment)?.find((name) => name.to === to)
    if (known) return [{ name: known, form: short }]
    if (to - from < 2 || !isBody(segment, from, to, short)) return []
    return [
      {
        name: { ...organizationName(segment, from, to, 'rule', DEFINED), via: 'rule' as const },
        form: short,
      },
    ]
  })
}

/** Acronyms defined for things that are not bodies: "gross domestic product (GDP)", "Inspector General (IG)". */
export function nonBodyShortForms(definitions: Definition[]): Set<string> {
  const others = definitions.filter(({ segment: { tokens }, from, to, isName }) => {
    if (!isName || NO_BODIES.has(tokens[to - 1]!.word.lower)) return true
    return tokens.slice(from, to).some(({ word }) => word.flags & ROLE)
  })
  return new Set(others.map(({ short }) => short))
}

/** Whether a long form is a body and not, say, a tax or an index: it has a head, or its initials are the short form. */
function isBody(segment: Segment, from: number, to: number, short: string): boolean {
  const { tokens, matches } = segment
  const last = tokens[to - 1]!.word.flags
  if (last & (ORG_HEAD | LEGAL_FORM)) return true
  if (matches[from]?.entry.kind === 'country' || matches[to - 1]?.entry.kind === 'place')
    return false
  const { lower } = tokens[to - 1]!.word
  if (NO_BODIES.has(lower) || THING_HEADS.has(lower)) return false
  if (tokens[from]!.word.flags & ORG_HEAD && tokens[from + 1]!.word.lower === 'of') return true
  return initials(segment, from, to) === short
}

/** "Dome Petroleum" for "Dome Petroleum Ltd", and its initials. */
function sureForms({ segment, from, to, resolved, full, via }: Name): string[] {
  if (!resolved || via === 'acronym') return []
  const end = lastOwnWord(segment, from, to)
  const isCountry =
    segment.matches[from]?.to === end && segment.matches[from].entry.kind === 'country'
  const forms = isCountry ? [] : [surfaceOf(segment, from, end)]
  if (end - from >= 2) forms.push(initials(segment, from, end), initials(segment, from, to))
  return [full, ...forms].filter((form) => form.length > 1)
}

/** "Dome" for "Dome Petroleum Ltd": its first word, or the name without its heads. */
function likelyForms({ segment, from, to, resolved, full, via }: Name): string[] {
  if (!resolved || via === 'gazetteer' || to - from < 2) return []
  const { tokens } = segment
  let head = lastOwnWord(segment, from, to)
  const last = tokens[head - 1]!.word
  if (head === to && (last.flags & OF_HEAD || NAMESAKES.has(last.lower))) return []
  while (head > from + 1 && tokens[head - 1]!.word.flags & ORG_HEAD) head--
  const forms: string[] = []
  const isPlace = segment.matches[from]?.to === head
  if (!isPlace && (tokens[head - 1]!.word.flags & COMMON) === 0)
    forms.push(surfaceOf(segment, from, head))
  if (isDistinctive(segment, from)) forms.push(tokens[from]!.word.text)
  return forms.filter((form) => form.length > 2 && form !== full)
}

/** Whether the first word alone can identify the organization: not a common word, a place or a given name. */
function isDistinctive({ tokens, matches }: Segment, at: number): boolean {
  const { flags, text } = tokens[at]!.word
  if (matches[at] || text.length < 3) return false
  return (flags & (COMMON | FUNCTION_WORD | GIVEN_NAME | INITIAL)) === 0 || (flags & ALL_CAPS) !== 0
}
