import type { Decision } from './types.ts'

/** Ids of the decisions that do not hold since a later one, itself not undone, undid them. */
export function undoneIn(log: readonly Decision[]): Set<string> {
  const undone = new Set<string>()
  for (const { id, action } of log.toReversed()) {
    if (action.type === 'undo' && !undone.has(id)) undone.add(action.decision)
  }
  return undone
}
