import type { Candidate, TaggedSpan } from './spans/candidate.ts'
import { cityAt } from './cities.ts'
import { coordinatedName } from './coordinated-name.ts'
import { isAgencyCredit } from './agency-credits.ts'
import { countryOrPlace, isCurrency, readSenses, type Senses } from './countries.ts'
import { SpanSet } from './spans/span-set.ts'
import { creditedNames } from './credits.ts'
import type { Document } from '../text/document.ts'
import { GIVEN_NAME } from '../text/flags.ts'
import { headlineNames, collectKnownForms } from './headline.ts'
import { gazetteerNames } from './known-names.ts'
import { loneNames } from './lone-names.ts'
import { type Name, shortName, surfaceOf } from './spans/name.ts'
import { type Organizations, resolveOrganizations } from './organizations/organizations.ts'
import { collectPersons, personFor, personName, type Persons } from './persons.ts'
import { readCandidates } from './read-candidates.ts'
import type { Segment } from '../text/segment.ts'
import type { TaggedName } from '../tagger/tagger.ts'
import type { Zones } from './zones.ts'

/** All names of an article, from the tagger, the gazetteer and document-wide evidence. */
export function readDocumentNames(
  document: Document,
  { story: segments, tagged: taggedSegments, credits }: Zones,
  tagged: TaggedName[],
): SpanSet<Name> {
  const { names, misc } = readCandidates(document, taggedSegments, tagged)
  const organizations = resolveOrganizations(document, ofKind(names, 'organization'))
  const people = ofKind(names, 'person')
  const persons = collectPersons(people.filter((one) => !bodyFor(one, organizations)))
  const senses = readSenses(document)

  const spans = new SpanSet<Name>()
  const add = (name: Name) => spans.add(withoutCredit(name))
  const headlines = segments.filter(({ style }) => style !== 'prose')
  if (headlines.length > 0) {
    const known = collectKnownForms(organizations, persons)
    for (const segment of headlines)
      headlineNames(segment, known).forEach((name) => spans.add(name))
  }
  for (const name of organizations.names) add(surnameAsBody(name, organizations, persons) ?? name)
  for (const [i, one] of people.entries()) {
    const name =
      coordinatedName(one, people[i + 1], persons) ??
      resolvePerson(one, organizations, persons, senses)
    if (name.resolved || !isVocative(one)) spans.add(name)
  }
  const places = ofKind(names, 'place')
  const located = locatedForms(places)
  for (const one of places) {
    const name = shortForm(one, organizations, located) ?? placeName(one, senses)
    if (name) spans.add(name)
  }
  const addFree = (name: Name) => {
    if (!isInsideMisc(name, misc)) add(name)
  }
  for (const segment of segments) {
    if (segment.style === 'prose')
      loneNames(document, segment, organizations, persons, senses, spans).forEach(addFree)
    gazetteerNames(document, segment, senses).forEach(addFree)
  }
  for (const segment of credits) for (const name of creditedNames(segment)) spans.add(name)
  return spans
}

const ofKind = (candidates: Candidate[], kind: Candidate['kind']) =>
  candidates.filter((candidate) => candidate.kind === kind)

/** A person, or a short form of an organization or a country that the tagger took for a person. */
function resolvePerson(
  candidate: Candidate,
  organizations: Organizations,
  persons: Persons,
  senses: Senses,
): Name {
  const { segment, from, to } = candidate
  if (!personFor(persons, surfaceOf(segment, from, to))) {
    const body = bodyFor(candidate, organizations)
    if (body) return shortName(segment, from, to, body)
    const known = knownCountry(segment, from, to, senses)
    if (known) return known
  }
  return personName(candidate, persons)
}

/** Below this confidence, a body in the tagger's view may be the surname of somebody in the article. */
const DOUBTFUL = 0.75

/** "Bar Lev" is Omer Bar Lev, unless the article also has a body of that name. */
function surnameAsBody(name: Name, { short }: Organizations, { surname }: Persons): Name | null {
  const { segment, from, to, full, via, confidence } = name
  if (via !== 'tagger' || confidence >= DOUBTFUL || to - from > 2) return null
  const form = surfaceOf(segment, from, to)
  const person = surname.get(form)
  if (!person || form !== full || (short.get(form) ?? form) !== form) return null
  return { ...name, kind: 'person', full: person, resolved: true, via: 'surname' }
}

function bodyFor({ segment, from, to }: Candidate, { short }: Organizations): string | null {
  return short.get(surfaceOf(segment, from, to)) ?? null
}

/** A given name alone between commas ("you, Alex,") addresses somebody, usually the reporter. */
function isVocative({ segment: { tokens }, from, to }: Candidate): boolean {
  if (to - from > 1 || (tokens[from]!.word.flags & GIVEN_NAME) === 0) return false
  return tokens[from - 1]?.word.text === ',' && /^[,.?!]$/.test(tokens[to]?.word.text ?? '')
}

/** An agency that is only credited as the source stays an unresolved mention. */
function withoutCredit(name: Name): Name {
  const isCredit =
    name.kind === 'organization' && isAgencyCredit(name.segment, name.from, name.to, name.full)
  return isCredit ? { ...name, resolved: false, via: 'byline' } : name
}

/** Forms that follow "in", "to", "from" and the like: a place, not a body named after it. */
function locatedForms(places: Candidate[]): Set<string> {
  const located = places.filter(({ segment, from }) => {
    return LOCATIVE.test(segment.tokens[from - 1]?.word.lower ?? '')
  })
  return new Set(located.map(({ segment, from, to }) => surfaceOf(segment, from, to)))
}

const LOCATIVE =
  /^(in|at|to|from|near|into|around|across|outside|inside|through|toward|towards|north|south|east|west|,)$/

/** "Lusomar" is Lusomar Shipping if the article has no place of that name. */
function shortForm(
  { segment, from, to }: Candidate,
  { short }: Organizations,
  located: Set<string>,
): Name | null {
  const form = surfaceOf(segment, from, to)
  const full =
    to - from === 1 && !segment.matches[from] && !located.has(form) ? short.get(form) : null
  return full && full !== form ? shortName(segment, from, to, full) : null
}

/** A country, or another place, which stays unresolved; null for the country of a currency. */
function placeName({ segment, from, to, via, confidence }: Candidate, senses: Senses): Name | null {
  const match = segment.matches[from]
  const isKnown = match?.from === from && match.to === to
  const known = isKnown ? countryOrPlace(segment, match, senses) : null
  if (known) return known
  if (isKnown && match.entry.kind === 'country' && isCurrency(segment, match)) return null
  const full = surfaceOf(segment, from, to)
  const city = cityAt(segment, to, full, senses)
  return { segment, from, to, kind: 'place', full, resolved: false, city, via, confidence }
}

function knownCountry(segment: Segment, from: number, to: number, senses: Senses): Name | null {
  const match = segment.matches[from]
  if (match?.from !== from || match.to !== to || match.entry.kind !== 'country') return null
  return countryOrPlace(segment, match, senses)
}

/** Whether a name is inside the longer name of an event, a work or a people. */
function isInsideMisc({ segment, from, to }: Name, others: SpanSet<TaggedSpan>): boolean {
  const other = others.at(segment, from)
  return other !== undefined && other.to >= to && other.to - other.from > to - from
}
