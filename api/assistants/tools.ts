import { z } from 'zod'
import type { EntityRef } from '#core/graph.ts'
import type {
  ArticleView,
  Changes,
  Entity,
  EntityPage,
  EvidencePage,
  HitPage,
  Paths,
  TiePage,
} from '../wire.ts'
import { type ApiClient, pathOf } from './api-client.ts'
import type { Found } from './quoted.ts'
import { cut, toArticle, toSentence, toTie } from './views.ts'

/** A read-only tool for assistants. */
export interface Tool {
  name: string
  title: string
  description: string
  input: z.ZodObject
  run: (api: ApiClient, input: unknown) => Promise<Found>
}

const MAX_BODY = 12_000

const size = z.int().min(1).max(20).default(10).describe('How many at most')
const cursor = z.string().optional().describe('`next` of the page before')
const id = z.string().min(1).max(2000)
const entity = id.describe(
  'Id of an entity, as other tools answer it: person-…, org-… or country-…',
)
const query = z
  .string()
  .max(1024)
  .describe(
    'Words, "phrases", AND OR -NOT, NEAR/5, source: author: person:"…" org: country:AZ after:2023-06 before:',
  )

function tool<S extends z.ZodObject>(
  definition: Omit<Tool, 'input' | 'run'> & {
    input: S
    run: (api: ApiClient, input: z.infer<S>) => Promise<Found>
  },
): Tool {
  const { input, run } = definition
  return { ...definition, run: (api, asked) => run(api, input.parse(asked)) }
}

const search = tool({
  name: 'search',
  title: 'Search articles',
  description: 'Articles of the archive that match a query, with the passages that do.',
  input: z.object({
    query,
    size,
    cursor,
    sort: z.enum(['relevance', 'newest', 'oldest']).default('relevance'),
  }),
  async run(api, { query: q, size, cursor, sort }) {
    const found = await api.get<HitPage>('/articles', { q, size, cursor, sort })
    const items = await Promise.all(found.items.map((hit) => toArticle(api, hit)))
    const link = api.link(`/search?q=${encodeURIComponent(q)}`)
    return { link, total: found.total, next: found.next, warnings: found.warnings, items }
  },
})

const read = tool({
  name: 'read',
  title: 'Read an article',
  description: `The text of an article, ${MAX_BODY} characters at a time.`,
  input: z.object({
    article: id.describe('Id of an article'),
    from: z.int().min(0).default(0).describe('Where in the text to begin'),
  }),
  async run(api, { article, from }) {
    const found = await api.get<ArticleView>(pathOf`/articles/${article}`)
    const { title, body, source, authors, publishedAt, url } = found
    const end = from + MAX_BODY
    const next = end < body.length ? end : null
    const about = { id: article, title: cut(title), source, authors, publishedAt, url }
    return {
      link: api.link(pathOf`/article/${article}`),
      ...about,
      next,
      items: [body.slice(from, end)],
    }
  },
})

/** The answer for a former id of several entities. */
interface FormerId {
  items: EntityRef[]
}

const ENTITY_ID = /^(person|org|country)-/

const entityTool = tool({
  name: 'entity',
  title: 'Look up a name',
  description:
    'Who or what a name is: counts, dates, other names, and sentences that name it. `others` lists who else may be meant.',
  input: z.object({ name: id.describe('A name as written, or an id'), size }),
  async run(api, { name, size }) {
    const isId = ENTITY_ID.test(name)
    const listed = isId ? [] : (await api.get<EntityPage>('/entities', { q: name, size: 6 })).items
    const first = isId ? { id: name } : listed[0]
    if (!first) return { items: [], note: 'the archive names nobody like that' }
    const found = await api.get<Entity | FormerId>(pathOf`/entities/${first.id}`)
    if ('items' in found) return { items: found.items, note: 'this id may mean each of these' }
    const path = pathOf`/entities/${found.id}/mentions`
    const mentions = await api.get<EvidencePage>(path, { size })
    const { kind, sentences, articles, last } = found
    return {
      link: api.link(pathOf`/entity/${found.id}`),
      ...{ id: found.id, kind, name: found.name, sentences, articles, first: found.first, last },
      aliases: found.aliases.slice(0, 10).map((alias) => alias.name),
      others: listed.slice(1).map(({ id, name, kind }) => ({ id, name, kind })),
      items: mentions.items.map((each) => toSentence(api, each)),
    }
  },
})

const ties = tool({
  name: 'ties',
  title: 'With whom a name stands',
  description:
    'Entities that stand in one sentence with an entity, strongest first, each with its best sentence.',
  input: z.object({
    entity,
    size,
    cursor,
    sort: z.enum(['strength', 'surprise', 'sentences', 'articles', 'recent']).default('strength'),
  }),
  async run(api, { entity, ...asked }) {
    const found = await api.get<TiePage>(pathOf`/entities/${entity}/ties`, asked)
    const items = await Promise.all(found.items.map((tie) => toTie(api, entity, tie)))
    return {
      link: api.link(pathOf`/entity/${entity}`),
      total: found.total,
      next: found.next,
      items,
    }
  },
})

const evidence = tool({
  name: 'evidence',
  title: 'Sentences that name two',
  description: 'The sentences that name two entities, with their articles.',
  input: z.object({
    a: entity,
    b: entity,
    size,
    cursor,
    sort: z.enum(['best', 'newest', 'oldest']).default('best'),
  }),
  async run(api, { a, b, ...asked }) {
    const found = await api.get<EvidencePage>(pathOf`/ties/${a}/${b}/evidence`, asked)
    const items = found.items.map((each) => toSentence(api, each))
    return { link: api.link(pathOf`/tie/${a}/${b}`), total: found.total, next: found.next, items }
  },
})

const paths = tool({
  name: 'paths',
  title: 'How two names are connected',
  description: 'Up to five routes from one entity to another over ties, each hop with sentences.',
  input: z.object({ a: entity, b: entity }),
  async run(api, { a, b }) {
    const found = await api.get<Paths>(pathOf`/paths/${a}/${b}`)
    const items = found.paths.map(({ entities, hops }) => ({
      entities,
      hops: hops.map(({ evidence, ...hop }) => ({
        ...hop,
        evidence: evidence.map((each) => toSentence(api, each)),
      })),
    }))
    return { link: api.link(pathOf`/path/${a}/${b}`), warnings: found.warnings, items }
  },
})

const period = z
  .string()
  .max(30)
  .describe('A day, month or year, or two with `..` between: 2023-03..2023-05')

const changes = tool({
  name: 'changes',
  title: 'What changed between two periods',
  description:
    'Ties that are new, stronger, weaker or gone from an earlier period to a later one, each with a sentence.',
  input: z.object({ earlier: period, later: period, query: query.optional(), size }),
  async run(api, { query: q, ...asked }) {
    const found = await api.get<Changes>('/graph/changes', { q, ...asked })
    const ties = found.items.filter((change) => 'a' in change)
    const items = ties.map(({ evidence, ...change }) => ({
      ...change,
      evidence: evidence && toSentence(api, evidence),
      link: api.link(pathOf`/tie/${change.a.id}/${change.b.id}`),
    }))
    return { totals: found.totals, articles: found.articles, warnings: found.warnings, items }
  },
})

export const TOOLS: readonly Tool[] = [search, read, entityTool, ties, evidence, paths, changes]
