import type { Salience } from '#core/graph/salience.ts'
import { counted } from '../ui/format.ts'

/** For example "in the title, 5 mentions": explains the strength of a name in its article. */
export function whereNamed({ inTitle, inLead, mentions }: Salience): string {
  const often = counted(mentions, 'mention')
  if (inTitle) return `in the title, ${often}`
  return inLead ? `in the first sentences, ${often}` : often
}
