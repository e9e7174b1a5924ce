import { surprise } from './graph.ts'

/** Of a normal distribution: nine in ten times the true value lies within. */
const Z = 1.645

/** Sentences of two names together, of each with the other or without, and of all articles. */
export interface TogetherCounts {
  together: number
  a: number
  b: number
  all: number
}

/**
 * Between which values the surprise of a tie lies, if the sentences at hand are a sample: few sentences make a wide
 * interval. The count is taken for a Poisson variable, whose score interval (Wilson's, for counts) gives the ends.
 */
export function surpriseInterval({ together, a, b, all }: TogetherCounts): [number, number] {
  const spread = Z * Math.sqrt(together + (Z * Z) / 4)
  const middle = together + (Z * Z) / 2
  const most = Math.min(a, b)
  return [
    surprise(Math.min(middle - spread, most), a, b, all),
    surprise(Math.min(middle + spread, most), a, b, all),
  ]
}

/** How strong a tie is: what of its surprise is sure, times its evidence; 0 where chance alone would explain it. */
export function tieStrength(counts: TogetherCounts, articles: number): number {
  const [sure] = surpriseInterval(counts)
  // Engines compute logarithms to different last digits: what is ranked by must not depend on them.
  return Number((Math.max(0, sure) * Math.log2(1 + articles)).toFixed(9))
}
