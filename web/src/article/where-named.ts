import type { Salience } from '#core/graph/salience.ts'
import { counted } from '../ui/format.ts'

/** Explains how prominent a name is in its article: "in the title, 5 mentions". */
export function whereNamed({ inTitle, inLead, mentions }: Salience): string {
  const often = counted(mentions, 'mention')
  if (inTitle) return `in the title, ${often}`
  return inLead ? `in the first sentences, ${often}` : often
}
