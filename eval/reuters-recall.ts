import type { Mention } from '#core/article.ts'
import { bySalience } from '#core/graph/salience.ts'
import { extract } from '#extract/extract.ts'
import { firstNode, type Node } from '#extract/gazetteer/gazetteer.ts'
import { countryCode, ORGANIZATIONS, surnames } from './reuters-codes.ts'
import type { ReutersStory } from './reuters.ts'
import { round } from './table.ts'

export interface RecallTally {
  given: number
  found: number
}

/** Recall of Reuters' subject codes, and precision of countries. */
export interface ReutersScore {
  people: RecallTally
  organizations: RecallTally
  /** Without the United States, which Reuters codes even if it is not named. */
  countries: RecallTally
  /** The same for mentions of the state or its people only, without cities. */
  states: RecallTally
  /** Share of extracted countries that Reuters coded, in stories with country codes. */
  precision: RecallTally
  /** The same for countries that are the subject of the story. */
  about: RecallTally
  stories: number
  persons: number
}

/** Scores mentions against the people, organizations and countries that Reuters coded. */
export function scoreReuters(stories: ReutersStory[]): ReutersScore {
  const people = none()
  const organizations = none()
  const countries: Countries = { ...none(), state: 0, named: 0, right: 0, about: none() }
  let persons = 0
  for (const story of stories) {
    const { mentions } = extract(story)
    persons += countPersons(mentions)
    countPeople(story, mentions, people)
    countOrganizations(story, mentions, organizations)
    countCountries(story, mentions, countries)
  }
  const { given, found, state, named, right, about } = countries
  return {
    people,
    organizations,
    countries: { given, found },
    states: { given, found: state },
    precision: { given: named, found: right },
    about,
    stories: stories.length,
    persons,
  }
}

export const share = ({ found, given }: RecallTally) => (100 * found) / given

export function toRows(score: ReutersScore): string[][] {
  const row = (name: string, tally: RecallTally) => [
    name,
    String(tally.given),
    `${round(share(tally))} %`,
  ]
  return [
    row('people', score.people),
    row('organizations', score.organizations),
    row('countries but the United States, dateline included, named or not', score.countries),
    row('the same, by mentions that stand for the state', score.states),
    row('precision of these countries, in stories that have any', score.precision),
    row('precision of those that the story is about', score.about),
    ['persons a story', String(score.stories), (score.persons / score.stories).toFixed(2)],
  ]
}

function countPersons(mentions: Mention[]): number {
  const persons = mentions.filter(({ kind, entity }) => kind === 'person' && entity !== null)
  return new Set(persons.map(({ entity }) => entity)).size
}

function countPeople(
  { title, body, gold }: ReutersStory,
  mentions: Mention[],
  tally: RecallTally,
): void {
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

function countOrganizations(
  { title, body, gold }: ReutersStory,
  mentions: Mention[],
  tally: RecallTally,
): void {
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

/** The country of a city in the gazetteer: Reuters codes it even if the state is not meant. */
function countriesOfPlace({ kind, name }: Mention): string[] {
  if (kind !== 'place') return []
  let node: Node | undefined
  for (const [i, word] of name.toLowerCase().split(' ').entries()) {
    node = i === 0 ? firstNode(word) : node?.next?.get(word)
  }
  return node?.entries.map(({ target }) => target) ?? []
}

interface Countries extends RecallTally {
  /** Found through a mention of the state or its people. */
  state: number
  named: number
  right: number
  about: RecallTally
}

const none = (): RecallTally => ({ given: 0, found: 0 })

function countCountries({ gold }: ReutersStory, mentions: Mention[], tally: Countries): void {
  if (gold.places.length === 0) return
  const given = new Set(gold.places.map(countryCode).filter((code) => code !== 'us'))
  const named = new Set(
    mentions
      .filter(({ kind, entity }) => kind === 'country' && entity !== 'country-us')
      .map(({ entity }) => entity!.slice('country-'.length)),
  )
  const placed = new Set([...named, ...mentions.flatMap(countriesOfPlace)])
  tally.given += given.size
  tally.named += named.size
  for (const code of named) if (given.has(code)) tally.right++
  for (const code of given) if (code && named.has(code)) tally.state++
  for (const code of given) if (code && placed.has(code)) tally.found++
  for (const code of mainCountries(named, mentions)) {
    tally.about.given++
    if (given.has(code)) tally.about.found++
  }
}

/** The countries that a story is about. */
function mainCountries(codes: Set<string>, mentions: Mention[]): string[] {
  const names = [...codes].map((code) => {
    return { id: `country-${code}`, kind: 'country' as const, name: code, count: 0 }
  })
  return bySalience(names, mentions).flatMap(({ name, about }) => (about ? [name] : []))
}
