import type { Copies } from '#core/search.ts'
import { counted } from '../ui/format.ts'

/** What a folded hit stands for besides itself: "+ 7 outlets"; empty where that is nothing. */
export function copiesLabel(copies: Copies | undefined): string {
  if (!copies || copies.articles < 2) return ''
  const { articles, outlets } = copies
  return outlets > 0 ? `+ ${counted(outlets, 'outlet')}` : `+ ${counted(articles - 1, 'copy')}`
}
