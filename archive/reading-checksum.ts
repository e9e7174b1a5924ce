import { hash } from 'node:crypto'
import type { StoredReading } from '#core/reading.ts'

/** Shows a flipped bit in what was read out of an article, which leaves most of it readable. */
export function readingChecksum({ sentences, mentions, roles }: StoredReading): string {
  return hash('sha256', `${sentences}\n${mentions}\n${roles}`, 'base64url')
}
