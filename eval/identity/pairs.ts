import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Joining } from '#core/identity/types.ts'
import { percent } from './percent.ts'

interface JudgedPair {
  a: string
  b: string
  same: boolean
}

/**
 * Scores pairs of Reuters names judged by a reader; pairs whose names are no longer extracted are
 * left out.
 */
export function scorePairs(shared: string, joining: Joining): string[][] {
  const entityOf = entitiesOf(joining)
  const pairs = readLines<JudgedPair>(join(shared, 'data/identity/reuters-pairs.jsonl')).filter(
    ({ a, b }) => entityOf.has(a) && entityOf.has(b),
  )
  const candidates = new Set(joining.candidates.map(({ entities }) => keyOf(entities, entityOf)))
  const isMerged = ({ a, b }: JudgedPair) => entityOf.get(a) === entityOf.get(b)
  const isCandidate = ({ a, b }: JudgedPair) => candidates.has(keyOf([a, b], entityOf))
  const same = pairs.filter(({ same }) => same)
  const merged = same.filter(isMerged).length
  const found = same.filter((pair) => isMerged(pair) || isCandidate(pair)).length
  const wrong = pairs.filter((pair) => !pair.same && isMerged(pair)).length
  return [
    [`judged pairs, ${same.length} true: merged`, '70 %', '85 %', percent(merged, same.length)],
    ['judged pairs: merged or candidate', '85 %', '95 %', percent(found, same.length)],
    [`judged pairs, ${pairs.length - same.length} not the same: merged`, '0', '0', String(wrong)],
  ]
}

/** Maps each form to the number of its cluster. */
export function entitiesOf({ clusters }: Joining): Map<string, number> {
  return new Map(clusters.flatMap((ids, at) => ids.map((id) => [id, at] as const)))
}

const keyOf = (forms: string[], entityOf: Map<string, number>) =>
  forms
    .map((form) => entityOf.get(form) ?? -1)
    .sort((a, b) => a - b)
    .join(' ')

function readLines<T>(path: string): T[] {
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
  return lines.map((line) => JSON.parse(line) as T)
}
