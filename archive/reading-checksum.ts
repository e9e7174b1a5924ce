import { hash } from 'node:crypto'
import type { StoredReading } from '#core/reading.ts'

/** Shows a flipped bit in what was read out of an article, which leaves most of it readable. */
export function readingChecksum(kept: KeptReading): string {
  const { sentences, mentions, roles, quotations, told = null } = kept
  const parts = [sentences, mentions, roles]
  if (told !== null) parts.push(told)
  // Not in the checksums of earlier versions, which read none.
  if (quotations !== NONE) parts.push(quotations)
  return hash('sha256', parts.join('\n'), 'base64url')
}

/** An empty list, as it is stored. */
const NONE = '[]'

interface KeptReading extends StoredReading {
  /** The mentions as the text says, where `mentions` are as the registry decided. */
  told?: string | null
}
