import { Cover } from './cover.ts'
import { countryOrPlace, readSenses, sharedCountry, type Senses } from './countries.ts'
import { ALL_CAPS, CAPITAL, COMMON, FUNCTION, GIVEN, HONORIFIC } from './flags.ts'
import type { Document } from './document.ts'
import { confirmedNames, headlinePersons } from './headline.ts'
import { type Name, written } from './name.ts'
import { type Organizations, resolveOrganizations } from './organizations.ts'
import { collectPersons, personFor, personName, type Persons } from './persons.ts'
import { type Candidate, isTicker, readCandidates } from './read-names.ts'
import type { Segment } from './segment.ts'
import { wordOf } from './word.ts'

/** Every name of an article, with what the whole article says about each. */
export function readDocumentNames(document: Document): Cover {
  const segments = [...(document.title ? [document.title] : []), ...document.body]
  const prose = segments.filter(({ style }) => style === 'prose')
  const candidates = [
    ...headlinePersons(document),
    ...prose.flatMap((segment) => readCandidates(document, segment)),
  ]
  const organizations = resolveOrganizations(
    document,
    candidates.filter(({ kind }) => kind === 'organization'),
  )
  const others = candidates.filter(({ kind }) => kind !== 'organization')
  const persons = collectPersons(
    others.filter((candidate) => !shortFormOf(candidate, organizations)),
  )
  const senses = readSenses(document)
  const cover = new Cover()
  for (const name of organizations.names) cover.add(name)
  for (const candidate of others) addCandidate(candidate, organizations, persons, cover)
  for (const segment of prose) addSingles(document, segment, organizations, persons, senses, cover)
  for (const segment of segments) {
    if (segment.style !== 'prose') {
      for (const name of confirmedNames(segment, organizations, persons)) cover.add(name)
    }
    addKnown(document, segment, senses, cover)
  }
  return cover
}

function shortFormOf(
  { segment, from, to, titled }: Candidate,
  { short }: Organizations,
): string | null {
  if (titled) return null
  return short.get(written(segment, from, to)) ?? null
}

function addCandidate(
  candidate: Candidate,
  organizations: Organizations,
  persons: Persons,
  cover: Cover,
): void {
  const { segment, from, to, kind } = candidate
  const organization = shortFormOf(candidate, organizations)
  if (organization) {
    cover.add(shortName(segment, from, to, organization))
    return
  }
  const form = written(segment, from, to)
  if (kind === 'unknown' && !personFor(persons, form)) return
  cover.add(personName(candidate, persons))
}

function shortName(segment: Segment, from: number, to: number, full: string): Name {
  return {
    segment,
    from,
    to,
    kind: 'organization',
    full,
    resolved: true,
    via: 'acronym',
    confidence: 0.85,
  }
}

/** Lone surnames and short forms that no longer name covers. */
function addSingles(
  document: Document,
  segment: Segment,
  { short }: Organizations,
  persons: Persons,
  senses: Senses,
  cover: Cover,
): void {
  for (let i = 0; i < segment.tokens.length; i++) {
    const { flags, text } = segment.tokens[i]!.word
    if ((flags & CAPITAL) === 0 || cover.at(segment, i) || isTicker(segment, i, i + 1)) continue
    const organization = short.get(text)
    if (organization && (flags & (COMMON | FUNCTION)) === 0) {
      cover.add(shortName(segment, i, i + 1, organization))
      continue
    }
    const person = isSurnameHere(document, segment, i) ? nameFor(persons, segment, i) : null
    const base = { segment, from: i, to: i + 1 }
    if (person)
      cover.add({
        ...base,
        kind: 'person',
        full: person,
        resolved: true,
        via: 'surname',
        confidence: 0.85,
      })
    const shared = sharedCountry(segment, i, senses)
    if (shared) cover.add(shared)
  }
}

/** A given name that is a place's too ("Sydney") stands for nobody by itself. */
function nameFor(persons: Persons, { tokens, marks }: Segment, at: number): string | null {
  const { text } = tokens[at]!.word
  return marks[at] ? (persons.surname.get(text) ?? null) : personFor(persons, text)
}

/** Not the "Jordan" of "Amman, Jordan", and no part of a longer known name. */
function isSurnameHere(document: Document, { tokens, marks }: Segment, at: number): boolean {
  const { flags, lower } = tokens[at]!.word
  if (flags & (ALL_CAPS | FUNCTION)) return false
  if (flags & COMMON && document.lower.has(lower)) return false
  if (flags & COMMON && flags & GIVEN && at === 0) return false
  const mark = marks[at]
  if (!mark) return (flags & HONORIFIC) === 0
  return mark.to === mark.from + 1 && tokens[at - 1]?.word.text !== ','
}

/** Countries and places, and known organizations in headlines. */
function addKnown(document: Document, segment: Segment, senses: Senses, cover: Cover): void {
  for (let i = 0; i < segment.marks.length; i++) {
    const mark = segment.marks[i]
    if (mark?.from !== i || cover.at(segment, i)) continue
    if (segment.style === 'capitals' && !isSupported(document, mark.entry.words)) continue
    const name = countryOrPlace(segment, mark, senses) ?? knownOrganization(segment, mark)
    if (name) cover.add(name)
  }
}

function knownOrganization(
  segment: Segment,
  { from, to, entry }: { from: number; to: number; entry: { kind: string; target: string } },
): Name | null {
  if (entry.kind !== 'organization') return null
  return {
    segment,
    from,
    to,
    kind: 'organization',
    full: entry.target,
    resolved: true,
    via: 'gazetteer',
    confidence: 0.9,
  }
}

/** In capitals "TURKEY", "WHO" and "POLISH" may be common words: the text below must name them. */
function isSupported(document: Document, words: string[]): boolean {
  const [first = ''] = words
  if (words.length > 1 || first.includes('.') || document.capitals.has(first)) return true
  const { flags, lower } = wordOf(first)
  return (flags & COMMON) === 0 && !document.lower.has(lower) && !DOUBTFUL.has(first)
}

const DOUBTFUL = new Set(['Turkey', 'Polish', 'Chad', 'Jordan', 'Guinea', 'Georgia'])
