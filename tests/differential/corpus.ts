import type { EntityKind } from '#core/article.ts'
import { compareText } from '#core/text/compare-text.ts'
import { FACETS, type Facet } from '#core/fields.ts'
import type { ArticleView, SearchStore } from '#core/search.ts'
import { words } from '#core/text.ts'
import { citiesIn } from '#tests/builders.ts'

/** The contents of some news, for generating queries. */
export interface Corpus {
  articles: ArticleView[]
  /** Words in bands of document frequency, from the most common to those of one article. */
  bands: string[][]
  /** Values of each field, the most frequent first. */
  values: Record<Facet, string[]>
  /** Entity ids, sorted by number of articles, descending. */
  entities: string[]
  /** Pairs that share a sentence, sorted by number of sentences, descending. */
  ties: [string, string][]
  /** Written names with the entities they stand for. */
  names: { entity: string; name: string }[]
}

/** Ranks at which a band begins. */
const BANDS = [0, 25, 250, 2000]
const PAGE = 100

/** Reads the corpus through a trusted store. */
export async function readCorpus(search: SearchStore): Promise<Corpus> {
  const articles: ArticleView[] = []
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await search.articles({
      search: { query: null, filters: { fields: {} } },
      sort: 'oldest',
      size: PAGE,
      cursor,
    })
    for (const { id } of page.items) articles.push((await search.article(id))!)
    cursor = page.next
  }
  return {
    articles,
    bands: toBands(articles),
    values: Object.fromEntries(
      FACETS.map((field) => [field, byCount(articles, (each) => fieldValues(each, field))]),
    ) as Record<Facet, string[]>,
    entities: byCount(articles, ({ entities }) => entities.map(({ id }) => id)),
    ties: byCount(articles, tiesOf).map((tie) => tie.split(' ') as [string, string]),
    names: namesOf(articles),
  }
}

function toBands(articles: ArticleView[]): string[][] {
  const counts = countOf(articles, textWords)
  const ranked = ranks(counts)
  const repeated = ranked.filter((word) => counts.get(word)! > 1)
  return [
    ...BANDS.map((start, i) => repeated.slice(start, BANDS[i + 1])),
    ranked.slice(repeated.length),
  ].filter((band) => band.length > 0)
}

/** Every article has at least one. */
export function textWords({ id, title, body }: ArticleView): string[] {
  const found = words(`${title}\n${body}`).map(({ word }) => word)
  return found.length > 0 ? found : [id]
}

/** Values of a field in an article. */
export function fieldValues(article: ArticleView, field: Facet): string[] {
  return VALUES[field](article)
}

const VALUES: Record<Facet, (article: ArticleView) => string[]> = {
  person: (article) => entitiesOf(article, 'person'),
  org: (article) => entitiesOf(article, 'organization'),
  country: (article) => entitiesOf(article, 'country'),
  city: citiesIn,
  source: ({ source }) => [source],
  author: ({ authors }) => authors,
  place: ({ place }) => (place === null ? [] : [place]),
  lang: ({ language }) => [language],
}

function entitiesOf({ entities }: ArticleView, wanted: EntityKind): string[] {
  return entities.filter(({ kind }) => kind === wanted).map(({ id }) => id)
}

function tiesOf({ sentences, mentions }: ArticleView): string[] {
  return sentences.flatMap(({ n }) => {
    const named = mentions.filter(({ sentence, entity }) => sentence === n && entity !== null)
    const ids = [...new Set(named.map(({ entity }) => entity!))].sort()
    return ids.flatMap((a, i) => ids.slice(i + 1).map((b) => `${a} ${b}`))
  })
}

function namesOf(articles: ArticleView[]): Corpus['names'] {
  const written = articles.flatMap(({ mentions }) =>
    mentions
      .filter(({ entity, sentence }) => entity !== null && sentence !== null)
      .map(({ entity, surface }) => [entity!, surface.replace(/\s+/g, ' ')] as const),
  )
  const found = new Map(written.map(([entity, name]) => [`${entity} ${name}`, { entity, name }]))
  return [...found.values()]
}

const byCount = (articles: ArticleView[], keys: (article: ArticleView) => string[]) =>
  ranks(countOf(articles, keys))

function ranks(counts: Map<string, number>): string[] {
  return [...counts].sort(([x, a], [y, b]) => b - a || compareText(x, y)).map(([key]) => key)
}

/** Document frequency of each key. */
function countOf(
  articles: ArticleView[],
  keys: (article: ArticleView) => string[],
): Map<string, number> {
  const counts = new Map<string, number>()
  for (const article of articles) {
    for (const key of new Set(keys(article))) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}
