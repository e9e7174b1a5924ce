import type { Total } from '#core/page.ts'
import { counted } from '../../ui/format.ts'

/** For "Articles with “dam”.": "26 articles" and "with “dam”"; "No article" if nothing was found. */
export function foundSentence(
  total: Total,
  description = 'Articles.',
): { found: string; rest: string } {
  const rest = description.replace(/^(All articles|Articles)\s*/, '').replace(/\.$/, '')
  return { found: total.value === 0 ? 'No article' : counted(total, 'article'), rest }
}
