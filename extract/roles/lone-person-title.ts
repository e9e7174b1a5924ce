import { cutName } from '#core/limits.ts'
import { HONORIFIC } from '../text/flags.ts'
import type { Segment } from '../text/segment.ts'
import { titleBefore } from './role-title.ts'

/** The title before a lone name, in lower case: "president", "mr"; null if there is none. */
export function lonePersonTitle(segment: Segment, from: number): string | null {
  const role = titleBefore(segment, from)
  if (role) return cutName(role.title)
  const before = segment.tokens[from - 1]?.word
  if (!before || (before.flags & HONORIFIC) === 0) return null
  return before.lower.replace(/\.$/, '')
}
