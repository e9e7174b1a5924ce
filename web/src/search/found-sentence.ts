import type { Total } from '#core/page.ts'
import { counted } from '../ui/format.ts'

/** For example "26 articles" and "with “dam”", of "Articles with “dam”."; "No article" where none is found. */
export function foundSentence(
  total: Total,
  description = 'Articles.',
): { found: string; rest: string } {
  const rest = description.replace(/^(All articles|Articles)\s*/, '').replace(/\.$/, '')
  return { found: total.value === 0 ? 'No article' : counted(total, 'article'), rest }
}
