import type { Decision } from './types.ts'

/** Ids of the decisions undone by a later decision that is not itself undone. */
export function undoneIn(log: readonly Decision[]): Set<string> {
  const undone = new Set<string>()
  for (const { id, action } of log.toReversed()) {
    if (action.type === 'undo' && !undone.has(id)) undone.add(action.decision)
  }
  return undone
}
