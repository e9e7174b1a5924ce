import type { EntityKind } from '../article.ts'
import type { TieSort } from '../graph.ts'
import type { Span } from './operation.ts'
import { expandedKinds, settingsAfter } from './settings.ts'
import { SEARCH_NAMES, type Step } from './start.ts'

/** The request of a step. */
export type StepRequest =
  | { of: 'network' }
  | {
      of: 'ties'
      id: string
      sort: TieSort
      kinds: EntityKind[]
      minimum: number
      period: Span | null
      /** Number of ties needed from the first page. */
      size: number
    }
  | { of: 'paths'; a: string; b: string; period: Span | null }

/** Page size limit of the API. */
const MAX_PAGE = 100

/**
 * What each step asks, null where it asks nothing; known before anything is answered, so that all can be asked at once.
 */
export function requestsOf(steps: readonly Step[]): (StepRequest | null)[] {
  // Upper bound of the entities already shown, which an expand leaves out.
  let most = 0
  return steps.map((step, at) => {
    const request = requestOf(step, steps.slice(0, at), most)
    most += mostAdded(step)
    return request
  })
}

/** The key of a request. */
export const requestKey = (request: StepRequest): string => JSON.stringify(request)

function requestOf(step: Step, before: readonly Step[], most: number): StepRequest | null {
  if (step.op === 'search') return { of: 'network' }
  if (step.op !== 'expand' && step.op !== 'paths') return null
  const settings = settingsAfter(before.filter((each) => each.op !== 'search'))
  const { period } = settings
  if (step.op === 'paths') return { of: 'paths', a: step.a, b: step.b, period }
  return {
    of: 'ties',
    id: step.id,
    sort: step.sort ?? settings.sort,
    kinds: step.kinds?.length ? step.kinds : expandedKinds(settings),
    minimum: settings.minimum ?? 1,
    period,
    size: Math.min(MAX_PAGE, step.count + most),
  }
}

function mostAdded(step: Step): number {
  switch (step.op) {
    case 'search':
      return SEARCH_NAMES
    case 'expand':
      return step.count
    case 'paths':
      return 3 * step.count
    case 'reveal':
      return step.ids.length
    default:
      return 1
  }
}
