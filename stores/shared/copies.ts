import { compareText } from '#core/text/compare-text.ts'
import { type Copies, MAX_OUTLETS } from '#core/search.ts'

/** Summarizes the matching articles of a folded hit's story; `sources` counts them by outlet. */
export function toCopies(
  own: string,
  articles: number,
  sources: ReadonlyMap<string, number>,
): Copies {
  const others = [...sources].filter(([name]) => name !== own)
  const first = others.sort(([v, x], [w, y]) => y - x || compareText(v, w)).slice(0, MAX_OUTLETS)
  return { articles, outlets: others.length, sources: first.map(([name]) => name) }
}
