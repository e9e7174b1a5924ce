import { Cover } from './cover.ts'
import { readSenses } from './countries.ts'
import { creditedNames, isCredit } from './credits.ts'
import type { Document } from './document.ts'
import { confirmedNames, headlinePersons } from './headline.ts'
import { knownNames } from './known-names.ts'
import { loneNames } from './lone-names.ts'
import { type Name, shortName, written } from './name.ts'
import { type Organizations, resolveOrganizations } from './organizations.ts'
import { collectPersons, personFor, personName, type Persons } from './persons.ts'
import { type Candidate, readCandidates } from './read-names.ts'

/** Every name of an article: first what sentences tell by themselves, then what the whole article says about the rest. */
export function readDocumentNames(document: Document): Cover {
  const all = [...(document.title ? [document.title] : []), ...document.body]
  const credits = all.filter(isCredit)
  const segments = credits.length === 0 ? all : all.filter((segment) => !credits.includes(segment))
  const prose = segments.filter(({ style }) => style === 'prose')
  const candidates = prose.flatMap((segment) => readCandidates(document, segment))
  const bodies = candidates.filter(({ kind }) => kind === 'organization')
  const organizations = resolveOrganizations(document, bodies)
  const others = candidates.filter(({ kind }) => kind !== 'organization')
  others.unshift(...headlinePersons(document))
  const persons = collectPersons(others.filter((other) => !bodyFor(other, organizations)))
  const senses = readSenses(document)

  const cover = new Cover()
  for (const name of organizations.names) cover.add(name)
  for (const other of others) cover.addIfAny(resolve(other, organizations, persons))
  for (const segment of segments) {
    const names =
      segment.style === 'prose'
        ? loneNames(document, segment, organizations, persons, senses, cover)
        : confirmedNames(segment, organizations, persons)
    for (const name of names) cover.add(name)
    for (const name of knownNames(document, segment, senses)) cover.add(name)
  }
  for (const segment of credits) for (const name of creditedNames(segment)) cover.add(name)
  return cover
}

/** A short form of an organization first, then a person; a span that may be either and is neither stands for nothing. */
function resolve(
  candidate: Candidate,
  organizations: Organizations,
  persons: Persons,
): Name | undefined {
  const { segment, from, to, kind } = candidate
  const body = bodyFor(candidate, organizations)
  if (body) return shortName(segment, from, to, body)
  if (kind === 'unknown' && !personFor(persons, written(segment, from, to))) return undefined
  return personName(candidate, persons)
}

function bodyFor(
  { segment, from, to, titled }: Candidate,
  { short }: Organizations,
): string | null {
  return titled ? null : (short.get(written(segment, from, to)) ?? null)
}
