import { StoreError } from '#core/errors.ts'
import { MAX_RANKED } from '#core/graph/evidence-ranking.ts'
import type { EntityRef, GraphStore, RoleLine, Tie, Versioned } from '#core/graph.ts'
import { joiningWords } from '#core/graph/joining-words.ts'
import type { Warning } from '#core/page.ts'
import type { Search, SearchStore } from '#core/search.ts'

const WORDS = 12
const SHARED = 12

const UNREAD: Warning = {
  code: 'search-down',
  message: 'The search store does not answer now: months, sources and joining words are missing.',
}

/** Everything about two entities in the articles of a search; null if the archive does not name one of them. */
export async function readTieView(
  { graph, search: store }: { graph: GraphStore; search: SearchStore },
  [a, b]: [string, string],
  within: { search: Search; lists: boolean },
  signal: AbortSignal,
) {
  const entities: [string, string] = a < b ? [a, b] : [b, a]
  const [tie, one, other, shared] = await Promise.all([
    graph.tie(a, b, signal),
    graph.entity(entities[0], signal),
    graph.entity(entities[1], signal),
    graph.sharedNeighbours(...entities, SHARED, signal),
  ])
  if (!one || !other) return null

  const isBetween = ({ person, of }: RoleLine) =>
    entities.includes(person.id) && entities.includes(of.id)
  const base = tie ?? untied(one, other)
  const whole = { ...base, shared, roles: one.roles.filter(isBetween) }
  try {
    const sentences = await readSentences(store, entities, within, signal)
    return { ...whole, ...sentences, version: base.version }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    const none = { months: [], sources: [], words: [], inLists: 0, sharedArticles: base.articles }
    return { ...whole, ...none, warnings: [UNREAD] }
  }
}

async function readSentences(
  store: SearchStore,
  entities: [string, string],
  within: { search: Search; lists: boolean },
  signal: AbortSignal,
) {
  const newest = { ...within, entities, sort: 'newest', size: MAX_RANKED } as const
  const [counted, evidence] = await Promise.all([
    store.tie({ ...within, entities }, signal),
    store.evidence(newest, signal),
  ])
  const { total, items } = evidence
  const cut = {
    code: 'newest-words',
    message: `The words between the names are those of the newest ${MAX_RANKED} sentences.`,
  }
  return {
    ...counted,
    words: joiningWords(items, entities, WORDS),
    warnings: total.value > items.length ? [cut] : [],
  }
}

/** Two entities that share no sentence. */
function untied(a: Versioned<EntityRef>, b: EntityRef): Versioned<Tie> {
  const toRef = ({ id, kind, name }: EntityRef): EntityRef => ({ id, kind, name })
  return {
    ...{ a: toRef(a), b: toRef(b), sentences: 0, articles: 0, stories: 0 },
    ...{ first: null, last: null },
    ...{ surprise: -1, interval: [-1, -1], strength: 0, version: a.version },
  }
}
