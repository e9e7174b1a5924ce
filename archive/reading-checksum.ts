import { hash } from 'node:crypto'
import type { StoredReading } from '#core/reading.ts'

/** Shows a flipped bit in what was read out of an article, which leaves most of it readable. */
export function readingChecksum({ sentences, mentions, roles, told = null }: KeptReading): string {
  const parts = told === null ? [sentences, mentions, roles] : [sentences, mentions, roles, told]
  return hash('sha256', parts.join('\n'), 'base64url')
}

interface KeptReading extends StoredReading {
  /** The mentions as the text says, where `mentions` are as the registry decided. */
  told?: string | null
}
