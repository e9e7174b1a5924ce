import type { Definition } from './acronyms.ts'
import {
  ALL_CAPS,
  INITIAL,
  FUNCTION,
  COMMON,
  GIVEN,
  ROLE,
  HEAD,
  LEGAL,
  OF_HEAD,
} from '../../text/flags.ts'
import { NAMESAKES, NO_BODIES } from '../../gazetteer/lexicon/bodies.ts'
import { type Name, written } from '../name.ts'
import { lastOwnWord, nameOf } from './organization-name.ts'
import type { Segment } from '../../text/segment.ts'

/** Forms that leave no doubt: "Mobil" for "Mobil Corp", though a "Mobil Chemical Co" stands beside it. */
export function sureShortForms(names: Name[], defined: Defined[]): Map<string, string | null> {
  const sure = new Map<string, string | null>()
  const long = names.filter(({ from, to }) => to - from > 1)
  for (const { name, form } of defined) learn(sure, form, name.full)
  for (const name of long) for (const form of sureForms(name)) learn(sure, form, name.full)
  for (const { full, resolved, via } of names) {
    if (resolved && via !== 'acronym' && !sure.has(full)) sure.set(full, full)
  }
  return sure
}

/** Forms that are theirs unless somebody else is called so. */
export function likelyShortForms(names: Name[], called: Set<string>): Map<string, string | null> {
  const likely = new Map<string, string | null>()
  for (const name of names) {
    for (const form of likelyForms(name)) if (!called.has(form)) learn(likely, form, name.full)
  }
  return likely
}

export interface Defined {
  name: Name
  /** Its acronym. */
  form: string
}

function learn(short: Map<string, string | null>, form: string, full: string): void {
  const known = short.get(form)
  short.set(form, known === undefined || known === full ? full : null)
}

/** How sure a name is that a short form in brackets tells of. */
const DEFINED = 0.85

/** Short forms in brackets; a long form that is no candidate yet becomes one. */
export function defineAcronyms(definitions: Definition[], names: Name[]): Defined[] {
  const bySegment = Map.groupBy(names, ({ segment }) => segment)
  return definitions.flatMap(({ segment, from, to, short, isName }) => {
    if (!isName || segment.tokens.slice(from, to).some(({ word }) => word.flags & ROLE)) return []
    const known = bySegment.get(segment)?.find((name) => name.to === to)
    if (known) return [{ name: known, form: short }]
    if (to - from < 2 || !isBody(segment, from, to, short)) return []
    return [
      {
        name: { ...nameOf(segment, from, to, 'rule', DEFINED), via: 'rule' as const },
        form: short,
      },
    ]
  })
}

/** Short forms that the article gives to what is no body: "gross domestic product (GDP)", "Inspector General (IG)". */
export function otherShortForms(definitions: Definition[]): Set<string> {
  const others = definitions.filter(({ segment: { tokens }, from, to, isName }) => {
    if (!isName || NO_BODIES.has(tokens[to - 1]!.word.lower)) return true
    return tokens.slice(from, to).some(({ word }) => word.flags & ROLE)
  })
  return new Set(others.map(({ short }) => short))
}

/** Not the long form of a tax or an index: a head stands in it, or its initials are the short form. */
function isBody(segment: Segment, from: number, to: number, short: string): boolean {
  const { tokens, marks } = segment
  const last = tokens[to - 1]!.word.flags
  if (last & (HEAD | LEGAL)) return true
  if (marks[from]?.entry.kind === 'country' || marks[to - 1]?.entry.kind === 'place') return false
  if (NO_BODIES.has(tokens[to - 1]!.word.lower)) return false
  if (tokens[from]!.word.flags & HEAD && tokens[from + 1]!.word.lower === 'of') return true
  return initials(segment, from, to) === short
}

/** "Dome Petroleum" for "Dome Petroleum Ltd", and its initials. */
function sureForms({ segment, from, to, resolved, full, via }: Name): string[] {
  if (!resolved || via === 'acronym') return []
  const end = lastOwnWord(segment, from, to)
  const isCountry = segment.marks[from]?.to === end && segment.marks[from].entry.kind === 'country'
  const forms = isCountry ? [] : [written(segment, from, end)]
  if (end - from >= 2) forms.push(initials(segment, from, end), initials(segment, from, to))
  return [full, ...forms].filter((form) => form.length > 1)
}

/** "Dome" for "Dome Petroleum Ltd": its own first word, or all but the heads at its end. */
function likelyForms({ segment, from, to, resolved, full, via }: Name): string[] {
  if (!resolved || via === 'gazetteer' || to - from < 2) return []
  const { tokens } = segment
  let head = lastOwnWord(segment, from, to)
  const last = tokens[head - 1]!.word
  if (head === to && (last.flags & OF_HEAD || NAMESAKES.has(last.lower))) return []
  while (head > from + 1 && tokens[head - 1]!.word.flags & HEAD) head--
  const forms: string[] = []
  const isPlace = segment.marks[from]?.to === head
  if (!isPlace && (tokens[head - 1]!.word.flags & COMMON) === 0)
    forms.push(written(segment, from, head))
  if (isTelling(segment, from)) forms.push(tokens[from]!.word.text)
  return forms.filter((form) => form.length > 2 && form !== full)
}

export function initials({ tokens }: Segment, from: number, to: number): string {
  let letters = ''
  for (let i = from; i < to; i++) {
    const { text, flags } = tokens[i]!.word
    if ((flags & FUNCTION) === 0 && text !== '&') letters += text.charAt(0)
  }
  return /^\p{Lu}{3,}$/u.test(letters) ? letters : ''
}

/** Whether a first word alone may stand for the whole: no common word, no place, no given name. */
function isTelling({ tokens, marks }: Segment, at: number): boolean {
  const { flags, text } = tokens[at]!.word
  if (marks[at] || text.length < 3) return false
  return (flags & (COMMON | FUNCTION | GIVEN | INITIAL)) === 0 || (flags & ALL_CAPS) !== 0
}
