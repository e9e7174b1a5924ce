import { hash } from 'node:crypto'
import type { StoredReading } from '#core/reading.ts'

/** Detects flipped bits in a reading, most of which would still decode. */
export function readingChecksum(kept: KeptReading): string {
  const { sentences, mentions, roles, quotations, told = null } = kept
  const parts = [sentences, mentions, roles]
  if (told !== null) parts.push(told)
  // Earlier versions read no quotations, so an empty list must not change their checksums.
  if (quotations !== NONE) parts.push(quotations)
  return hash('sha256', parts.join('\n'), 'base64url')
}

/** An empty list in stored form. */
const NONE = '[]'

interface KeptReading extends StoredReading {
  /** The mentions as the text gives them, if `mentions` are as the registry decided. */
  told?: string | null
}
