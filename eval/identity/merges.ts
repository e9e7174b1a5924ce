import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Joining } from '#core/identity/types.ts'
import { entitiesOf } from './pairs.ts'
import { percent } from './percent.ts'

/** Two forms, and whether a reader considers them one entity. */
interface MergeLabel {
  a: string
  b: string
  same: boolean
}

/**
 * Precision of merges that were sampled and judged by a reader; merges that changed since are not
 * judged.
 */
export function scoreJoins(joining: Joining): string[][] {
  const labels = readLabels('merges.json')
  const entityOf = entitiesOf(joining)
  const merged = labels.filter(({ a, b }) => entityOf.has(a) && entityOf.get(a) === entityOf.get(b))
  const right = merged.filter(({ same }) => same).length
  return [
    [
      `merges right, of ${merged.length} that were labelled`,
      '98 %',
      '99.5 %',
      percent(right, merged.length),
    ],
    ['merges in all', '', '', joining.joins.length.toLocaleString('en')],
  ]
}

/**
 * How many candidates there are, and how many of the first hundred a reader considers one entity.
 */
export function scoreTopCandidates(joining: Joining): string[][] {
  const labels = new Map(readLabels('candidates.json').map(({ a, b, same }) => [`${a} ${b}`, same]))
  const verdicts = joining.candidates
    .filter(({ question }) => question === 'same')
    .slice(0, 100)
    .flatMap(({ entities }) => labels.get(entities.join(' ')) ?? [])
  const right = verdicts.filter(Boolean).length
  return [
    ['candidates', '1,500', '1,000', joining.candidates.length.toLocaleString('en')],
    [
      `of the first 100 right, ${verdicts.length} labelled`,
      '50 %',
      '70 %',
      percent(right, verdicts.length),
    ],
  ]
}

function readLabels(name: string): MergeLabel[] {
  const path = join(import.meta.dirname, '../labels', name)
  return JSON.parse(readFileSync(path, 'utf8')) as MergeLabel[]
}
