import type { EntityRef, EntitySummary, Neighbour } from '#core/graph.ts'
import { fetchEntities, fetchTies } from '../api.ts'
import { entityHref, searchHref, tieHref } from '../router/route.ts'
import { searchFor } from '../search/search-state.ts'
import { counted } from '../ui/format.ts'

/** An example search that this archive can answer. */
export interface Example {
  question: string
  href: string
  hint: string
}

const TRIED = 3
const CONSIDERED = 12
const WORTH_READING = 2

/** Examples made of the archive's own names; fewer if it has too little data. */
export async function findExamples(signal: AbortSignal): Promise<Example[]> {
  const [people, countries] = await Promise.all([
    fetchEntities({ kinds: ['person'], size: TRIED }, signal),
    fetchEntities({ kinds: ['country'], size: 2 }, signal),
  ])
  const [person, other = person] = people.items
  const strongest = person ? await strongestTie(person, signal) : null
  return [
    ...(strongest && person ? [whyTogether(person, strongest)] : []),
    ...(other ? [whoIsAround(other)] : []),
    ...(countries.items.length === 2 ? [bothIn(countries.items)] : []),
  ]
}

/** The most surprising tie with enough sentences to read. */
async function strongestTie(person: EntityRef, signal: AbortSignal): Promise<Neighbour | null> {
  const query = { sort: 'surprise' as const, size: CONSIDERED }
  const { items } = await fetchTies(person.id, query, signal)
  const telling = items.filter(({ sentences }) => sentences >= WORTH_READING)
  return telling.find(({ entity }) => entity.kind === 'person') ?? telling[0] ?? items[0] ?? null
}

function whyTogether(person: EntityRef, { entity, sentences }: Neighbour): Example {
  return {
    question: `Why do ${person.name} and ${entity.name} appear together?`,
    href: tieHref(person.id, entity.id),
    hint: `${counted(sentences, 'sentence')} to read`,
  }
}

function whoIsAround({ id, name, articles }: EntitySummary): Example {
  return {
    question: `Who is named with ${name}?`,
    href: entityHref(id),
    hint: `from ${counted(articles, 'article')}`,
  }
}

/** "the United States" for "United States". */
function withArticle(country: string): string {
  const isPlural = /^(United|Netherlands|Philippines|Bahamas|Maldives|Gambia|.* Republic|.* Union)/
  return isPlural.test(country) ? `the ${country}` : country
}

function bothIn(countries: EntitySummary[]): Example {
  const all = countries.map(({ id }) => id)
  const [one, other] = countries.map(({ name }) => name)
  return {
    question: `What was written about ${withArticle(one!)} and ${withArticle(other!)}?`,
    href: searchHref(searchFor({ fields: { country: { any: [], all, none: [] } } })),
    hint: 'articles that name both, by date and source',
  }
}
