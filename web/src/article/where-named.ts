import type { Salience } from '#core/salience.ts'
import { counted } from '../ui/format.ts'

/** "in the title, 5 mentions": why a name counts as strong or weak in its article. */
export function whereNamed({ inTitle, inLead, mentions }: Salience): string {
  const often = counted(mentions, 'mention')
  if (inTitle) return `in the title, ${often}`
  return inLead ? `in the first sentences, ${often}` : often
}
