import { randomBytes } from 'node:crypto'
import type { ArticleChange, ArchiveState, EntityChange, SearchTarget } from '#core/projection.ts'
import { encodeReading } from '#core/reading.ts'
import type { EngineAddress } from '#stores/engine-address.ts'
import type { Story } from './builders.ts'
import { createNaiveGraph } from './contracts/naive-graph.ts'

/** A name that no other test has. */
export const randomPrefix = () => `dateline-test-${randomBytes(6).toString('hex')}`

/** Speaks to Elasticsearch behind the adapter's back. */
export async function askElasticsearch<T = unknown>(
  { url, user, password }: EngineAddress,
  method: string,
  path: string,
  body?: object,
): Promise<T> {
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { authorization, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (response.ok || response.status === 404) return JSON.parse(text) as T
  throw new Error(`${method} ${path}: ${text}`)
}

/** Deletes all that was made under a prefix. */
export async function forget(address: EngineAddress, prefix: string): Promise<void> {
  const indexes = await askElasticsearch<{ index: string }[]>(
    address,
    'GET',
    `/_cat/indices/${prefix}*?format=json&h=index`,
  )
  for (const { index } of indexes) await askElasticsearch(address, 'DELETE', `/${index}`)
}

/** Fills a target as an archive of these stories would; the third and later ones get the later revs. */
export async function fill(target: SearchTarget, stories: Story[]): Promise<void> {
  await target.prepare('archive-of-tests')
  await drain(target.putArticles(toArticleChanges(stories)))
  await drain(target.putEntities(toEntityChanges(stories)))
  await target.settle(toState(stories))
}

export async function drain<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

export function toArticleChanges(stories: Story[], firstRev = 1): ArticleChange[] {
  return stories.map(({ article, reading }, i) => ({
    id: article.id,
    rev: firstRev + i,
    content: {
      article,
      reading: encodeReading(reading),
      revisions: 0,
      origin: { path: 'news', line: null },
    },
  }))
}

/** Names are the full names that most mentions stand for, as the archive has it. */
export function toEntityChanges(stories: Story[]): EntityChange[] {
  const graph = createNaiveGraph(stories)
  return graph.entities.map(({ id, kind }) => {
    const aliases = [...graph.aliases(id)].map(([name, count]) => ({ name, count }))
    const spread = graph.spread(id)
    const name = mainName(stories, id)
    return { id, rev: stories.length, content: { kind, name, aliases, roles: [], ...spread } }
  })
}

function mainName(stories: Story[], id: string): string {
  const counts = new Map<string, number>()
  for (const { reading } of stories) {
    for (const { entity, sentence, name } of reading.mentions) {
      if (entity === id && sentence !== null) counts.set(name, (counts.get(name) ?? 0) + 1)
    }
  }
  return [...counts].sort(([v, x], [w, y]) => y - x || (v < w ? -1 : 1))[0]![0]
}

export function toState(stories: Story[]): ArchiveState {
  const graph = createNaiveGraph(stories)
  const ids = graph.entities.map(({ id }) => id)
  const entities: ArchiveState['entities'] = { person: 0, organization: 0, country: 0 }
  for (const { kind } of graph.entities) entities[kind]++
  const pairs = ids.flatMap((a) => ids.filter((b) => a < b).map((b) => [a, b] as const))
  return {
    archive: 'archive-of-tests',
    rev: stories.length,
    articles: stories.length,
    sentences: graph.sentences,
    ties: pairs.filter(([a, b]) => graph.spread(a, b).sentences > 0).length,
    entities,
    rejected: 0,
    sample: false,
  }
}
