import type { Mention } from '#core/article.ts'
import { extract } from '#extract/extract.ts'
import { countryCode, ORGANIZATIONS, surnames } from './reuters-codes.ts'
import type { Story } from './reuters.ts'
import { round } from './table.ts'

interface Tally {
  given: number
  found: number
}

/** How many of the people, organizations and countries that the agency gave a story are among the mentions. */
export function scoreReuters(stories: Story[]): string[][] {
  const people: Tally = { given: 0, found: 0 }
  const organizations: Tally = { given: 0, found: 0 }
  const countries = { given: 0, found: 0, named: 0, right: 0 }
  let persons = 0
  for (const story of stories) {
    const { mentions } = extract(story)
    persons += countPersons(mentions)
    countPeople(story, mentions, people)
    countOrganizations(story, mentions, organizations)
    countCountries(story, mentions, countries)
  }
  const share = (found: number, given: number) => `${round((100 * found) / given)} %`
  return [
    ['people', String(people.given), share(people.found, people.given)],
    ['organizations', String(organizations.given), share(organizations.found, organizations.given)],
    [
      'countries but the United States, dateline included, named or not',
      String(countries.given),
      share(countries.found, countries.given),
    ],
    [
      'precision of these countries, in stories that have any',
      String(countries.named),
      share(countries.right, countries.named),
    ],
    ['persons a story', String(stories.length), (persons / stories.length).toFixed(2)],
  ]
}

function countPersons(mentions: Mention[]): number {
  const persons = mentions.filter(({ kind, entity }) => kind === 'person' && entity !== null)
  return new Set(persons.map(({ entity }) => entity)).size
}

function countPeople({ title, body, gold }: Story, mentions: Mention[], tally: Tally): void {
  const text = `${title} ${body}`.toLowerCase()
  const found = mentions
    .filter(({ kind }) => kind === 'person')
    .map(({ surface }) => surface.toLowerCase())
  for (const person of gold.people) {
    const names = surnames(person).filter((name) => text.includes(name))
    if (names.length === 0) continue
    tally.given++
    if (names.some((name) => found.some((surface) => surface.includes(name)))) tally.found++
  }
}

function countOrganizations({ title, body, gold }: Story, mentions: Mention[], tally: Tally): void {
  const found = mentions
    .filter(({ kind }) => kind === 'organization')
    .map(({ surface }) => surface.replace(/\s+/g, ' '))
  for (const organization of gold.orgs) {
    const form = ORGANIZATIONS[organization]
    if (!form?.test(`${title} ${body}`.replace(/\s+/g, ' '))) continue
    tally.given++
    if (found.some((surface) => form.test(surface))) tally.found++
  }
}

function countCountries(
  { gold }: Story,
  mentions: Mention[],
  tally: Tally & { named: number; right: number },
): void {
  if (gold.places.length === 0) return
  const given = new Set(gold.places.map(countryCode).filter((code) => code !== 'us'))
  const named = new Set(
    mentions
      .filter(({ kind, entity }) => kind === 'country' && entity !== 'country-us')
      .map(({ entity }) => entity!.slice('country-'.length)),
  )
  tally.given += given.size
  tally.named += named.size
  for (const code of named) if (given.has(code)) tally.right++
  for (const code of given) if (code && named.has(code)) tally.found++
}
