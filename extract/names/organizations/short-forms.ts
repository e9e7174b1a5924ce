import { parseOrganizationName } from '#core/identity/organization-name.ts'
import { editDistance } from '#core/text/nearest-name.ts'
import type { Definition } from './acronyms.ts'
import {
  ALL_CAPS,
  CAPITAL,
  INITIAL,
  FUNCTION_WORD,
  COMMON,
  GIVEN_NAME,
  ROLE,
  ORG_HEAD,
  LEGAL_FORM,
  OF_HEAD,
} from '../../text/flags.ts'
import { INSTRUMENTS, NAMESAKES, NO_BODIES } from '../../gazetteer/lexicon/bodies.ts'
import { THINGS, THING_HEADS } from '../../gazetteer/lexicon/things.ts'
import { type Name, surfaceOf } from '../spans/name.ts'
import { TREATIES } from './things.ts'
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
  for (const name of long) for (const form of sureForms(name)) learn(sure, form, name.full)
  for (const [form, full] of definedForms(defined)) sure.set(form, full)
  for (const { full, resolved, via } of names) {
    if (resolved && via !== 'acronym' && !sure.has(full)) sure.set(full, full)
  }
  return sure
}

/** The article's own definitions of short forms; null if it gives two meanings. */
export function definedForms(defined: DefinedAcronym[]): Map<string, string | null> {
  const forms = new Map<string, string | null>()
  for (const { name, form } of defined) learn(forms, form, name.full)
  return forms
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
  /** The acronym. */
  form: string
}

function learn(short: Map<string, string | null>, form: string, full: string): void {
  const known = short.get(form)
  short.set(form, known === undefined || known === full ? full : null)
}

/** Confidence of a name whose only support is an acronym in brackets. */
const DEFINED = 0.85

/** Organizations defined together with an acronym in brackets; a long form that is not a candidate yet becomes one. */
export function defineAcronyms(definitions: Definition[], names: Name[]): DefinedAcronym[] {
  const bySegment = Map.groupBy(names, ({ segment }) => segment)
  return definitions.flatMap((definition) => {
    const { segment, from, to, short } = definition
    if (!isOfName(definition) || INSTRUMENTS.has(segment.tokens[to - 1]!.word.lower)) return []
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

/**
 * Full names of known bodies by variant spelling: "International Coffee Organisation (ICO)", whose short form in the
 * gazetteer belongs to an organization of nearly the same name.
 */
export function knownSpellings(definitions: Definition[], names: Name[]): Map<string, string> {
  const spellings = new Map<string, string>()
  for (const { segment, to, at } of definitions) {
    const entry = segment.matches[at]?.entry
    if (entry?.kind !== 'organization') continue
    const long = names.find((name) => name.segment === segment && name.to === to)
    if (long && long.full !== entry.target && isSpelledAlike(long.full, entry.target)) {
      spellings.set(long.full, entry.target)
    }
  }
  return spellings
}

const MOST_EDITS = 2

/** Whether a name ends in nearly the same words as another; words before them are an owner or can be ignored. */
function isSpelledAlike(name: string, known: string): boolean {
  const target = parseOrganizationName(known).words
  const words = parseOrganizationName(name.replace(/^U\.?N\.? /, 'United Nations ')).words
  const own = words.slice(-target.length)
  return target.length > 1 && editDistance(own.join(' '), target.join(' ')) <= MOST_EDITS
}

/** Acronyms of things that are not bodies: "gross domestic product (GDP)", "Inspector General (IG)". */
export function nonBodyShortForms(definitions: Definition[]): Set<string> {
  const others = definitions.filter((definition) => {
    const { tokens } = definition.segment
    const { lower, flags } = tokens[definition.to - 1]!.word
    if (!isOfName(definition) || NO_BODIES.has(lower) || INSTRUMENTS.has(lower)) return true
    if (THINGS.has(definition.short)) return true
    // "Black Soldier Fly larvae (BSF)"
    if ((flags & (CAPITAL | ORG_HEAD)) === 0) return true
    return TREATIES.test(tokens[definition.from]!.word.lower)
  })
  return new Set(
    others.flatMap(({ segment, from, to, short, isName }) =>
      isName ? [short, capitalPart(segment, from, to)] : [short],
    ),
  )
}

/** The long form without trailing common nouns. */
function capitalPart(segment: Segment, from: number, to: number): string {
  let end = to
  while (end > from + 1 && (segment.tokens[end - 1]!.word.flags & CAPITAL) === 0) end--
  return surfaceOf(segment, from, end)
}

const isOfName = ({ segment: { tokens }, from, to, isName }: Definition) =>
  isName && !tokens.slice(from, to).some(({ word }) => word.flags & ROLE)

/** Whether a long form is a body rather than a tax or an index: it has a head, or its initials are the short form. */
function isBody(segment: Segment, from: number, to: number, short: string): boolean {
  const { tokens, matches } = segment
  const last = tokens[to - 1]!.word.flags
  if (TREATIES.test(tokens[from]!.word.lower)) return false
  if (NO_BODIES.has(tokens[to - 1]!.word.lower)) return false
  if (last & (ORG_HEAD | LEGAL_FORM)) return true
  if (matches[from]?.entry.kind === 'country' || matches[to - 1]?.entry.kind === 'place')
    return false
  const { lower } = tokens[to - 1]!.word
  if (THING_HEADS.has(lower)) return false
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

/** Whether the first word alone can identify the organization: it is not a common word, a place or a given name. */
function isDistinctive({ tokens, matches }: Segment, at: number): boolean {
  const { flags, text } = tokens[at]!.word
  if (matches[at] || text.length < 3) return false
  return (flags & (COMMON | FUNCTION_WORD | GIVEN_NAME | INITIAL)) === 0 || (flags & ALL_CAPS) !== 0
}
