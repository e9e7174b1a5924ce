import type { Refused } from '#core/projection.ts'
import type { BulkItem } from '../document.ts'
import { EngineFailure } from '../failure.ts'

/** What became of a request: every item of it is in one of the lists. */
export interface Outcome {
  applied: BulkItem[]
  refused: Refused[]
  /** To be sent again, for the reason that `why` gives. */
  again: BulkItem[]
  why: Why | null
  /** For the dead letters, where a single item fails. */
  reason: string
}

/**
 * `full`: the engine asks for less. `blocked`: it takes no writes for now (its disk is nearly full). `unknown`: it may have taken
 * them or not. `notTogether`: one of them is wrong, or all are too large at once, and the answer does not say which. A failure
 * that no waiting mends is thrown.
 */
export type Why = 'full' | 'blocked' | 'unknown' | 'notTogether'

interface ItemReply {
  status: number
  error?: { type?: string; reason?: string; caused_by?: { reason?: string } }
}

interface Reply {
  items?: Record<string, ItemReply>[]
}

/** Reads the reply item by item: one that failed stands among others that did not, in an answer that is 200. */
export function readReply(sent: BulkItem[], reply: unknown): Outcome {
  const replies = (reply as Reply | null)?.items
  const outcome: Outcome = { applied: [], refused: [], again: [], why: null, reason: '' }
  for (const [i, item] of sent.entries()) {
    const told = Array.isArray(replies) ? Object.values(replies[i] ?? {})[0] : undefined
    const why = told ? readItem(told, item, outcome) : 'unknown'
    if (!why) continue
    outcome.again.push(item)
    outcome.why = moreUrgent(outcome.why, why)
  }
  return outcome
}

/** Why to send it again; null if it is done with. */
function readItem({ status, error }: ItemReply, item: BulkItem, outcome: Outcome): Why | null {
  // Just as new or newer is there already.
  if (status < 300 || status === 409) {
    outcome.applied.push(item)
    return null
  }
  if (status === 429) return 'full'
  if (error?.type === 'cluster_block_exception') return 'blocked'
  if (status >= 500) return 'unknown'
  if (status === 404 || status === 401 || status === 403) {
    throw new EngineFailure('answered', error?.reason ?? 'no reason given', {
      status,
      type: error?.type ?? '',
    })
  }
  const message = [error?.reason, error?.caused_by?.reason].filter((reason) => reason).join(': ')
  outcome.refused.push({ id: item.id, reason: reasonOf({ status, message }) })
  return null
}

export function reasonOf({ status, message }: Pick<EngineFailure, 'status' | 'message'>): string {
  if (status === 413) return 'it is larger than what Elasticsearch takes at once'
  return `Elasticsearch refuses it (${status}): ${message || 'no reason given'}`
}

const URGENCY: Why[] = ['unknown', 'full', 'blocked']

function moreUrgent(a: Why | null, b: Why): Why {
  return a !== null && URGENCY.indexOf(a) > URGENCY.indexOf(b) ? a : b
}

/** What to do about a request that failed as a whole; null where only the user can do something. */
export function readFailure({ kind, status, type }: EngineFailure): Why | null {
  switch (kind) {
    case 'answered':
      if (status === 429) return 'full'
      if (status === 413 || status === 400) return 'notTogether'
      if (type === 'cluster_block_exception') return 'blocked'
      // A server that starts anew refuses the right password for some seconds.
      return status >= 500 || status === 401 ? 'unknown' : null
    case 'unreachable':
    case 'timeout':
    case 'garbled':
      return 'unknown'
    default:
      return null
  }
}
