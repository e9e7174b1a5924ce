import type { estypes } from '@elastic/elasticsearch'
import type { Refused } from '#core/projection.ts'
import type { BulkItem } from '../document.ts'
import { EngineFailure } from '../failure.ts'

/** Outcome of a request: every item is in exactly one of the lists. */
export interface BulkOutcome {
  applied: BulkItem[]
  refused: Refused[]
  /** Items to send again. */
  again: BulkItem[]
  why: RetryReason | null
  /** Message for the rejection list, if a single item fails. */
  reason: string
}

/**
 * Why to send items again. `overloaded`: the engine asks for less. `blocked`: it accepts no writes
 * for now (its disk is nearly full). `unknown`: it may or may not have applied them. `split`: one
 * of them is bad, or all together are too large, and the response does not say which.
 */
export type RetryReason = 'overloaded' | 'blocked' | 'unknown' | 'split'

/** The requested part of a response. */
export type BulkReply = Pick<estypes.BulkResponse, 'items'>

/**
 * Reads the response item by item: a 200 may hold failed items. Throws if only the user can fix the
 * cause.
 */
export function readReply(sent: BulkItem[], { items }: Partial<BulkReply>): BulkOutcome {
  const outcome: BulkOutcome = { applied: [], refused: [], again: [], why: null, reason: '' }
  for (const [i, item] of sent.entries()) {
    const reply = Array.isArray(items) ? items[i]?.index : undefined
    const why = reply ? readItem(reply, item, outcome) : 'unknown'
    if (!why) continue
    outcome.again.push(item)
    outcome.why = moreUrgent(outcome.why, why)
  }
  return outcome
}

/** Returns why to send the item again; null if it is finished. */
function readItem(
  { status, error }: estypes.BulkResponseItem,
  item: BulkItem,
  outcome: BulkOutcome,
): RetryReason | null {
  // A conflict means that the engine has this rev or a newer one.
  if (status < 300 || status === 409) {
    outcome.applied.push(item)
    return null
  }
  if (status === 429) return 'overloaded'
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

const URGENCY: RetryReason[] = ['unknown', 'overloaded', 'blocked']

function moreUrgent(a: RetryReason | null, b: RetryReason): RetryReason {
  return a !== null && URGENCY.indexOf(a) > URGENCY.indexOf(b) ? a : b
}

/** Classifies a request that failed as a whole; null if only the user can fix the cause. */
export function readFailure({ kind, status, type }: EngineFailure): RetryReason | null {
  switch (kind) {
    case 'answered':
      if (status === 429) return 'overloaded'
      if (status === 413 || status === 400) return 'split'
      if (type === 'cluster_block_exception') return 'blocked'
      // A server that has just started refuses the right password for some seconds.
      return status >= 500 || status === 401 ? 'unknown' : null
    case 'unreachable':
    case 'timeout':
    case 'garbled':
      return 'unknown'
    default:
      return null
  }
}
