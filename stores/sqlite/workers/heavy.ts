import { type Query, leavesOf } from '#core/query/tree.ts'
import type { Search } from '#core/search.ts'
import type { Request } from './worker-messages.ts'

/** Numbers of prefixes, phrase words and leaves above which a search is heavy. */
const FEW = { prefixes: 3, phraseWords: 12, leaves: 16 }

/**
 * Whether a call may take long, judging by its query: it reads texts or looks up a lot. Such calls
 * have a queue of their own, so that plain ones never wait for them.
 */
export function isHeavy({ store, method, args: [query] }: Request): boolean {
  if (store !== 'search') return false
  if (method === 'count') return (query as unknown[]).length > FEW.leaves
  const { search } = (query ?? {}) as { search?: Search }
  return search?.query ? isHeavyQuery(search.query) : false
}

function isHeavyQuery(query: Query): boolean {
  const leaves = leavesOf(query)
  const prefixes = leaves.filter(({ type }) => type === 'prefix')
  return (
    hasSame(query) ||
    leaves.length > FEW.leaves ||
    prefixes.length > FEW.prefixes ||
    leaves.some(isHeavyLeaf)
  )
}

function isHeavyLeaf(leaf: Query): boolean {
  if (leaf.type === 'phrase') return leaf.words.length > FEW.phraseWords
  return leaf.type === 'near' || leaf.type === 'atleast' || leaf.type === 'first'
}

function hasSame(query: Query): boolean {
  if (query.type === 'and' || query.type === 'or') return query.parts.some(hasSame)
  return query.type === 'same' || (query.type === 'not' && hasSame(query.part))
}
