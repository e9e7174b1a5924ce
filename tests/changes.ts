import { compareText } from '#core/text/compare-text.ts'
import type { ArchiveState, ArticleChange, EntityChange, SearchTarget } from '#core/projection.ts'
import { encodeReading } from '#core/reading.ts'
import type { Story } from './builders.ts'
import { createNaiveGraph } from './contracts/naive-graph.ts'

/** Fills a target as an archive of these stories would. */
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
  const revs = new Map(stories.map(({ article }, i) => [article.id, firstRev + i]))
  const copied = new Set(
    stories.flatMap(({ article, copyOf }) => (copyOf ? [article.id, copyOf] : [])),
  )
  return stories.map(({ article, reading, copyOf }, i) => ({
    id: article.id,
    rev: firstRev + i,
    content: {
      article,
      reading: encodeReading(reading),
      revisions: 0,
      story: `story-${copyOf ? revs.get(copyOf) : firstRev + i}`,
      formerStories: [],
      copied: copied.has(article.id),
      origin: { path: 'news', line: null },
    },
  }))
}

/** Names are the full names that most mentions resolve to, as in the archive. */
export function toEntityChanges(stories: Story[]): EntityChange[] {
  const graph = createNaiveGraph(stories)
  return graph.entities.map(({ id, kind }) => {
    const aliases = [...graph.aliases(id)].map(([name, count]) => ({ name, count }))
    const spread = graph.spread(id)
    const name = mainName(stories, id)
    return {
      id,
      rev: stories.length,
      content: { kind, name, aliases, roles: [], formerIds: [], ...spread },
    }
  })
}

function mainName(stories: Story[], id: string): string {
  const counts = new Map<string, number>()
  for (const { reading } of stories) {
    for (const { entity, sentence, name } of reading.mentions) {
      if (entity === id && sentence !== null) counts.set(name, (counts.get(name) ?? 0) + 1)
    }
  }
  return [...counts].sort(([v, x], [w, y]) => y - x || compareText(v, w))[0]![0]
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
    stories: graph.stories,
    sentences: graph.sentences,
    ties: pairs.filter(([a, b]) => graph.spread(a, b).sentences > 0).length,
    entities,
    rejected: 0,
    sample: false,
  }
}
