import type { Operation } from '#core/graph-log/operation.ts'
import { counted, formatRange } from '../ui/format.ts'
import { SORT_WORDS } from './words.ts'

/** Describes a step: "12 strongest ties of Leyla Mammadova". */
export function describeStep(step: Operation, nameOf: (id: string) => string): string {
  switch (step.op) {
    case 'add':
      return `Add ${nameOf(step.id)}`
    case 'expand':
      return `Expand ${nameOf(step.id)} by ${step.count}`
    case 'paths':
      return `Paths from ${nameOf(step.a)} to ${nameOf(step.b)}`
    case 'reveal':
      return `Ties among ${several(step.ids, nameOf)}`
    case 'hide':
      return `Hide ${several(step.ids, nameOf)}`
    case 'show':
      return `Show ${several(step.ids, nameOf)} again`
    case 'keep':
      return `Keep only ${several(step.ids, nameOf)}`
    case 'pin':
      return `Pin ${nameOf(step.id)}`
    case 'unpin':
      return `Unpin ${nameOf(step.id)}`
    case 'fold':
      return `Fold what hangs on ${nameOf(step.id)}`
    case 'measure':
      return `Rank by ${SORT_WORDS[step.sort].toLowerCase()}`
    case 'minimum':
      return `Ties of ${counted(step.articles, 'article')} or more`
    case 'period':
      return step.from || step.to ? `Only ${formatRange(step.from, step.to)}` : 'All dates'
    case 'kinds':
      return step.kinds.length > 0 ? `Show ${step.kinds.join(', ')}` : 'Show every kind'
    case 'countries':
      return 'Countries on or off'
    case 'compare':
      return step.periods
        ? `Compare ${spanText(step.periods.earlier)} with ${spanText(step.periods.later)}`
        : 'Stop comparing'
    case 'relax':
      return 'Lay out anew'
  }
}

const spanText = ({ from, to }: { from: string; to: string }): string => formatRange(from, to)

const FEW = 2

function several(ids: readonly string[], nameOf: (id: string) => string): string {
  if (ids.length <= FEW) return ids.map(nameOf).join(' and ')
  return `${nameOf(ids[0]!)} and ${ids.length - 1} others`
}
