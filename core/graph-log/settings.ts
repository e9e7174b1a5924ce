import { ENTITY_KINDS, type EntityKind } from '../article.ts'
import type { TieSort } from '../graph.ts'
import type { Operation, Span } from './operation.ts'

/** Settings after some steps, independent of the archive's responses. */
export interface GraphSettings {
  sort: TieSort
  /** Minimum articles of a tie; null lets the picture choose, see `minimum.ts`. */
  minimum: number | null
  /** An empty end is open. */
  period: Span | null
  kinds: readonly EntityKind[]
  /** Whether countries are drawn as entities, not as badges of others. */
  countries: boolean
  compare: { earlier: Span; later: Span } | null
}

const USUAL: GraphSettings = {
  sort: 'strength',
  minimum: null,
  period: null,
  kinds: ENTITY_KINDS,
  countries: false,
  compare: null,
}

export function settingsAfter(steps: readonly Operation[]): GraphSettings {
  return steps.reduce(apply, USUAL)
}

function apply(settings: GraphSettings, step: Operation): GraphSettings {
  switch (step.op) {
    case 'measure':
      return { ...settings, sort: step.sort }
    case 'minimum':
      return { ...settings, minimum: step.articles }
    case 'period':
      return { ...settings, period: step.from || step.to ? { from: step.from, to: step.to } : null }
    case 'kinds':
      return { ...settings, kinds: step.kinds.length > 0 ? step.kinds : ENTITY_KINDS }
    case 'countries':
      return { ...settings, countries: !settings.countries }
    case 'compare':
      return { ...settings, compare: step.periods }
    default:
      return settings
  }
}

/** Kinds that an expand adds; countries are badges unless switched on. */
export function expandedKinds({ kinds, countries }: GraphSettings): EntityKind[] {
  return kinds.filter((kind) => countries || kind !== 'country')
}
