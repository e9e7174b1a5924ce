import { surprise } from '../graph.ts'

/** Normal quantile of a 90 % interval. */
const Z = 1.645

/** Sentence counts: both names, each name, and all. */
export interface TogetherCounts {
  together: number
  a: number
  b: number
  all: number
}

/** Articles that name both, including copies. */
export interface TieSources {
  articles: number
  stories: number
}

/**
 * Between which values the surprise of a tie lies, if the sentences at hand are a sample: few sentences make a wide
 * interval. The count is taken for a Poisson variable, whose score interval (Wilson's, for counts) gives the ends.
 * `share` is that of the articles which are no copies: what is printed eight times is no larger a sample.
 */
export function surpriseInterval(counts: TogetherCounts, share = 1): [number, number] {
  const { together, a, b, all } = scaled(counts, share)
  const spread = Z * Math.sqrt(together + (Z * Z) / 4)
  const middle = together + (Z * Z) / 2
  const most = Math.min(a, b)
  return [
    surprise(Math.min(middle - spread, most), a, b, all),
    surprise(Math.min(middle + spread, most), a, b, all),
  ]
}

function scaled({ together, a, b, all }: TogetherCounts, by: number): TogetherCounts {
  return { together: together * by, a: a * by, b: b * by, all: all * by }
}

/** Strength of a tie: the certain part of its surprise times its evidence; 0 if chance alone explains it. */
export function tieStrength(counts: TogetherCounts, { articles, stories }: TieSources): number {
  const [sure] = surpriseInterval(counts, stories / articles)
  // Rounded because engines compute logarithms with different last digits, which must not affect ranks.
  return Number((Math.max(0, sure) * Math.log2(1 + stories)).toFixed(9))
}
