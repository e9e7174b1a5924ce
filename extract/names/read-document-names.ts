import type { Candidate, Tagged } from './candidate.ts'
import { countryOrPlace, readSenses, type Senses } from './countries.ts'
import { Cover } from './span-set.ts'
import { creditedNames } from './credits.ts'
import type { Document } from '../text/document.ts'
import { GIVEN } from '../text/flags.ts'
import { confirmedNames, readConfirmations } from './headline.ts'
import { knownNames } from './known-names.ts'
import { loneNames } from './lone-names.ts'
import { type Name, shortName, written } from './name.ts'
import { type Organizations, resolveOrganizations } from './organizations/organizations.ts'
import { collectPersons, personFor, personName, type Persons } from './persons.ts'
import { readCandidates } from './read-candidates.ts'
import type { Segment } from '../text/segment.ts'
import type { TaggedName } from '../tagger/tagger.ts'
import type { Zones } from './zones.ts'

/** Every name of an article: what a tagger found, and what the whole article and the gazetteer say of it and of the rest. */
export function readDocumentNames(
  document: Document,
  { story: segments, tagged, credits }: Zones,
  names: TaggedName[],
): Cover<Name> {
  const { found, others } = readCandidates(document, tagged, names)
  const organizations = resolveOrganizations(document, ofKind(found, 'organization'))
  const people = ofKind(found, 'person')
  const persons = collectPersons(people.filter((one) => !bodyFor(one, organizations)))
  const senses = readSenses(document)

  const cover = new Cover<Name>()
  const headlines = segments.filter(({ style }) => style !== 'prose')
  if (headlines.length > 0) {
    const known = readConfirmations(organizations, persons)
    for (const segment of headlines)
      confirmedNames(segment, known).forEach((name) => cover.add(name))
  }
  for (const name of organizations.names) cover.add(name)
  for (const one of people) {
    const name = resolve(one, organizations, persons, senses)
    if (name.resolved || !isAddressed(one)) cover.add(name)
  }
  const places = ofKind(found, 'place')
  const located = locatedForms(places)
  for (const one of places) {
    cover.add(shortForm(one, organizations, located) ?? placeName(one, senses))
  }
  const addFree = (name: Name) => {
    if (!isHidden(name, others)) cover.add(name)
  }
  for (const segment of segments) {
    if (segment.style === 'prose')
      loneNames(document, segment, organizations, persons, senses, cover).forEach(addFree)
    knownNames(document, segment, senses).forEach(addFree)
  }
  for (const segment of credits) for (const name of creditedNames(segment)) cover.add(name)
  return cover
}

const ofKind = (candidates: Candidate[], kind: Candidate['kind']) =>
  candidates.filter((candidate) => candidate.kind === kind)

/** A person of the article, a short form of an organization, or a country that the tagger took for somebody. */
function resolve(
  candidate: Candidate,
  organizations: Organizations,
  persons: Persons,
  senses: Senses,
): Name {
  const { segment, from, to } = candidate
  if (!personFor(persons, written(segment, from, to))) {
    const body = bodyFor(candidate, organizations)
    if (body) return shortName(segment, from, to, body)
    const known = knownCountry(segment, from, to, senses)
    if (known) return known
  }
  return personName(candidate, persons)
}

function bodyFor({ segment, from, to }: Candidate, { short }: Organizations): string | null {
  return short.get(written(segment, from, to)) ?? null
}

/** "you, Alex,": a given name alone between commas is who is spoken to, as a rule the reporter. */
function isAddressed({ segment: { tokens }, from, to }: Candidate): boolean {
  if (to - from > 1 || (tokens[from]!.word.flags & GIVEN) === 0) return false
  return tokens[from - 1]?.word.text === ',' && /^[,.?!]$/.test(tokens[to]?.word.text ?? '')
}

/** What the article goes in, to or from is a place, whoever is called after it. */
function locatedForms(places: Candidate[]): Set<string> {
  const located = places.filter(({ segment, from }) => {
    return LOCATIVE.test(segment.tokens[from - 1]?.word.lower ?? '')
  })
  return new Set(located.map(({ segment, from, to }) => written(segment, from, to)))
}

const LOCATIVE =
  /^(in|at|to|from|near|into|around|across|outside|inside|through|toward|towards|north|south|east|west|,)$/

/** "Lusomar" where the article has a Lusomar Shipping, and no place of that name. */
function shortForm(
  { segment, from, to }: Candidate,
  { short }: Organizations,
  located: Set<string>,
): Name | null {
  const form = written(segment, from, to)
  const full =
    to - from === 1 && !segment.marks[from] && !located.has(form) ? short.get(form) : null
  return full && full !== form ? shortName(segment, from, to, full) : null
}

/** A country, or another place that no graph shows. */
function placeName({ segment, from, to, via, confidence }: Candidate, senses: Senses): Name {
  const mark = segment.marks[from]
  const isKnown = mark?.from === from && mark.to === to
  const known = isKnown ? countryOrPlace(segment, mark, senses) : null
  if (known) return known
  const full = written(segment, from, to)
  return { segment, from, to, kind: 'place', full, resolved: false, via, confidence }
}

function knownCountry(segment: Segment, from: number, to: number, senses: Senses): Name | null {
  const mark = segment.marks[from]
  if (mark?.from !== from || mark.to !== to || mark.entry.kind !== 'country') return null
  return countryOrPlace(segment, mark, senses)
}

/** Inside the longer name of an event or a work. */
function isHidden({ segment, from, to }: Name, others: Cover<Tagged>): boolean {
  const other = others.at(segment, from)
  return other !== undefined && other.to >= to && other.to - other.from > to - from
}
