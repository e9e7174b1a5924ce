import type { EntityKind } from '#core/article.ts'
import { compareText } from '#core/text/compare-text.ts'
import type { Facet, TextField } from '#core/fields.ts'
import type { Near, Query, Term } from '#core/query/tree.ts'
import type { FieldFilter, Filters, Search } from '#core/search.ts'
import { stem } from '#core/text/stem.ts'
import { words } from '#core/text.ts'
import { mostTied } from '#core/graph/ties.ts'
import { type Story, citiesIn } from '#tests/builders.ts'

/** A sentence that names all requested entities. */
export interface NaivePlace {
  story: Story
  sentence: number
}

/** A naive search: every query goes through all articles. */
export interface NaiveSearch {
  matching(search: Search): Story[]
  evidence(entities: string[], search: Search): NaivePlace[]
  /** All entities of the matching articles, and all pairs that share a sentence in them. */
  network(search: Search, lists?: boolean): NaiveNetwork
}

export interface NaiveNetwork {
  entities: ({ id: string } & NaiveCounts)[]
  ties: ({ a: string; b: string } & NaiveCounts)[]
}

interface NaiveCounts {
  sentences: number
  articles: number
  stories: number
}

export function createNaiveSearch(stories: Story[]): NaiveSearch {
  const read = stories.map((story) => ({ story, texts: textsOf(story) }))
  const stated = stories.map(withoutInferred).map((story) => ({ story, texts: textsOf(story) }))
  const matching = ({ query, filters }: Search) =>
    (filters.stated ? stated : read)
      .filter(({ story, texts }) => (!query || answers(texts, query)) && passes(story, filters))
      .map(({ story }) => story)

  return {
    matching,
    evidence: (entities, search) =>
      matching(search).flatMap((story) =>
        story.reading.sentences
          .filter(({ n }) => counts(entities, namesIn(story, n)) || cityIn(story, n, entities[0]!))
          .map(({ n }) => ({ story, sentence: n })),
      ),
    network: (search, lists) => networkOf(matching(search), lists),
  }
}

export interface NaiveStory extends Story {
  /** Number of entities by sentence, where this article lacks some of them. */
  sizes?: Map<number, number>
}

/** The article without names that the archive alone linked. */
function withoutInferred(story: Story): NaiveStory {
  const { reading } = story
  const mentions = reading.mentions.filter(({ via }) => via !== 'archive')
  const sizes = reading.sentences.map(({ n }) => [n, namesIn(story, n).ids.size] as const)
  return { ...story, reading: { ...reading, mentions }, sizes: new Map(sizes) }
}

function networkOf(stories: Story[], lists = false): NaiveNetwork {
  const places = stories.flatMap((story) =>
    story.reading.sentences.map(({ n }) => ({ story, ...namesIn(story, n) })),
  )
  const ids = [...new Set(places.flatMap(({ ids }) => [...ids]))].sort()
  const count = (...wanted: string[]) => {
    const found = places.filter((place) => counts(wanted, place, lists))
    const weight = found.reduce((sum, { size }) => sum + Math.round(60 / (size - 1)), 0)
    const articles = new Set(found.map(({ story }) => story))
    const told = new Set([...articles].map(({ article, copyOf }) => copyOf ?? article.id))
    return { sentences: found.length, articles: articles.size, stories: told.size, weight }
  }
  return {
    entities: ids
      .map((id) => ({ id, ...count(id) }))
      .sort((x, y) => y.sentences - x.sentences)
      .map(withoutWeight),
    ties: ids
      .flatMap((a) => ids.map((b) => ({ a, b, ...count(a, b) })))
      .filter(({ a, b, sentences }) => a < b && sentences > 0)
      .sort((x, y) => y.weight - x.weight)
      .map(withoutWeight),
  }
}

function withoutWeight<T extends { weight: number }>(counted: T): Omit<T, 'weight'> {
  const { weight, ...counts } = counted
  return weight < 0 ? counted : counts
}

/** Distinct values of a field in an article. */
export function valuesOf(story: Story, field: Facet): string[] {
  return [...new Set(VALUES[field](story))]
}

const VALUES: Record<Facet, (story: Story) => string[]> = {
  person: (story) => entitiesOf(story, 'person'),
  org: (story) => entitiesOf(story, 'organization'),
  country: (story) => entitiesOf(story, 'country'),
  city: ({ reading }) => citiesIn(reading),
  source: ({ article }) => [article.source],
  author: ({ article }) => article.authors,
  place: ({ article }) => (article.place === null ? [] : [article.place]),
  lang: ({ article }) => [article.language],
}

/** Entities named in a sentence; a name in the dateline does not count. */
function entitiesOf({ reading }: Story, wanted: EntityKind): string[] {
  return reading.mentions.flatMap(({ entity, sentence, kind }) =>
    entity !== null && sentence !== null && kind === wanted ? [entity] : [],
  )
}

/** By date, equal dates by id; articles without a date last. */
export function byDate(stories: Story[], sort: 'newest' | 'oldest'): Story[] {
  const sign = sort === 'newest' ? -1 : 1
  const key = ({ article: { publishedAt } }: Story) =>
    publishedAt === null ? Infinity : sign * Date.parse(publishedAt)
  return stories.toSorted((x, y) => {
    const [a, b] = [key(x), key(y)]
    if (a !== b) return a < b ? -1 : 1
    return compareText(x.article.id, y.article.id)
  })
}

interface StemmedTexts {
  story: Story
  /** The words of each text with their stems. */
  title: NaiveWord[]
  body: NaiveWord[]
}

interface NaiveWord {
  word: string
  stem: string
}

function textsOf(story: Story): StemmedTexts {
  const { title, body } = story.article
  return { story, title: read(title), body: read(body) }
}

const read = (text: string) => words(text).map(({ word }) => ({ word, stem: stem(word) }))

function answers(texts: StemmedTexts, query: Query): boolean {
  switch (query.type) {
    case 'and':
      return query.parts.every((part) => answers(texts, part))
    case 'or':
      return query.parts.some((part) => answers(texts, part))
    case 'some':
      return query.parts.filter((part) => answers(texts, part)).length >= query.least
    case 'not':
      return !answers(texts, query.part)
    case 'value':
      return valuesOf(texts.story, query.field).some((value) =>
        read(value).some((_, i, all) => query.words.every((word, k) => all[i + k]?.word === word)),
      )
    case 'entity':
    case 'exact': {
      const named: readonly string[] = query.type === 'exact' ? [query.value] : query.ids!
      const fields = query.field === 'entity' ? ENTITY_FIELDS : [query.field]
      return fields.some((field) =>
        valuesOf(texts.story, field).some((value) => named.includes(value)),
      )
    }
    case 'article':
      return query.ids.includes(texts.story.article.id)
    case 'story':
      throw new Error('stories have no numbers here')
    case 'undated':
      return texts.story.article.publishedAt === null
    case 'tie':
      return passes(texts.story, { fields: {}, tie: query.entities })
    case 'same':
      return texts.story.reading.sentences.some(({ n, field, start, end }) =>
        holds(
          read(texts.story.article[field].slice(start, end)),
          namesIn(texts.story, n).ids,
          query.part,
        ),
      )
    case 'atleast':
      return searchedTexts(texts, query).some(
        (text) => text.filter((each) => each.stem === stem(query.word)).length >= query.count,
      )
    case 'first':
      return searchedTexts(texts, query).some((text) =>
        text.slice(0, query.count).some(({ word }) => word === query.word),
      )
    case 'date': {
      const day = texts.story.article.publishedAt?.slice(0, query.when.length)
      if (day === undefined) return false
      if (query.relation === 'on') return day === query.when
      return query.relation === 'after' ? day >= query.when : day <= query.when
    }
    default:
      return searchedTexts(texts, query).some((text) =>
        query.type === 'near'
          ? isNear(text, query)
          : text.some((_, i) => lengthAt(text, i, query) > 0),
      )
  }
}

const ENTITY_FIELDS: Facet[] = ['person', 'org', 'country']

const searchedTexts = (texts: StemmedTexts, { field }: { field: TextField | null }) =>
  field ? [texts[field]] : [texts.title, texts.body]

/** Whether a sentence with these words and names matches the query. */
function holds(sentence: NaiveWord[], names: Set<string>, query: Query): boolean {
  switch (query.type) {
    case 'and':
      return query.parts.every((part) => holds(sentence, names, part))
    case 'or':
      return query.parts.some((part) => holds(sentence, names, part))
    case 'not':
      return !holds(sentence, names, query.part)
    case 'entity':
      return query.ids!.some((id) => names.has(id))
    default:
      return sentence.some((_, i) => lengthAt(sentence, i, query as Term) > 0)
  }
}

/** The number of words that the term matches at this position; 0 for no match. */
function lengthAt(text: NaiveWord[], i: number, term: Term): number {
  if (term.type === 'word') return Number(text[i]!.stem === stem(term.word))
  if (term.type === 'prefix') return Number(text[i]!.word.startsWith(term.prefix))
  return term.words.every((word, k) => text[i + k]?.word === word) ? term.words.length : 0
}

/** Tries every position for each operand. */
function isNear(text: NaiveWord[], { operands, ordered, distance }: Near): boolean {
  const asWritten = (term: Term): Term =>
    term.type === 'word' ? { ...term, type: 'phrase', words: [term.word] } : term
  const places = operands.map((terms) =>
    terms.flatMap((term) =>
      text.flatMap((_, start) => {
        const length = lengthAt(text, start, asWritten(term))
        return length > 0 ? [{ start, end: start + length, length }] : []
      }),
    ),
  )
  const chains = places.reduce<(typeof places)[0][]>(
    (before, found) =>
      before.flatMap((chain) =>
        found
          .filter(({ start }) => !ordered || start >= (chain.at(-1)?.end ?? 0))
          .map((place) => [...chain, place]),
      ),
    [[]],
  )
  return chains.some((chain) => {
    const from = Math.min(...chain.map(({ start }) => start))
    const to = Math.max(...chain.map(({ end }) => end))
    return to - from - chain.reduce((sum, { length }) => sum + length, 0) <= distance
  })
}

function passes(story: Story, { fields, from, to, tie }: Filters): boolean {
  const day = story.article.publishedAt?.slice(0, 10)
  if (from !== undefined && !(day && day.slice(0, from.length) >= from)) return false
  if (to !== undefined && !(day && day.slice(0, to.length) <= to)) return false
  if (tie && !story.reading.sentences.some(({ n }) => counts(tie, namesIn(story, n)))) return false
  return (Object.entries(fields) as [Facet, FieldFilter][]).every(([field, filter]) =>
    allows(filter, valuesOf(story, field)),
  )
}

function allows({ any, all, none }: FieldFilter, values: string[]): boolean {
  return (
    (any.length === 0 || any.some((value) => values.includes(value))) &&
    all.every((value) => values.includes(value)) &&
    !none.some((value) => values.includes(value))
  )
}

/** Whether a sentence naming all these names counts: one entity, or a tie of two. */
function counts(wanted: string[], { ids, size, tying }: SentenceNames, lists = false): boolean {
  if (wanted.length === 1) return ids.has(wanted[0]!)
  return size <= mostTied(lists) && wanted.every((id) => (lists ? ids : tying).has(id))
}

const cityIn = ({ reading }: Story, n: number, id: string): boolean =>
  reading.mentions.some(({ sentence, city }) => sentence === n && city === id)

interface SentenceNames {
  ids: Set<string>
  size: number
  /** Entities that are not mentioned only aside. */
  tying: Set<string>
}

function namesIn({ reading, sizes }: NaiveStory, n: number): SentenceNames {
  const named = reading.mentions.filter(({ sentence, entity }) => sentence === n && entity)
  const ids = new Set(named.map(({ entity }) => entity!))
  return {
    ids,
    size: sizes?.get(n) ?? ids.size,
    tying: new Set(named.flatMap(({ entity, aside }) => (aside ? [] : entity!))),
  }
}
