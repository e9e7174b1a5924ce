import type { Copies } from '#core/search.ts'
import { counted } from '../../ui/format.ts'

/** The copies that a folded hit also stands for: "+ 7 outlets"; empty if there are none. */
export function copiesLabel(copies: Copies | undefined): string {
  if (!copies || copies.articles < 2) return ''
  const { articles, outlets } = copies
  return outlets > 0 ? `+ ${counted(outlets, 'outlet')}` : `+ ${counted(articles - 1, 'copy')}`
}
