import { surprise } from '../graph.ts'
import { isOutlet } from './outlets.ts'
import { UNIT_WEIGHT } from './ties.ts'

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
  /** The sum of `tieWeight` over its sentences. */
  weight: number
}

/** The ids of both. */
export type TieEnds = readonly [string, string]

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

/** By how much each end that is an outlet or a venue weakens its ties. */
const DAMPING = 0.5

/**
 * How strong a tie is: what of its surprise is sure, times the logarithm of its weight; 0 where chance alone would
 * explain it. Outlets and venues stand beside anyone, so that their ties say less.
 */
export function tieStrength(counts: TogetherCounts, sources: TieSources, ends: TieEnds): number {
  const share = sources.stories / sources.articles
  const [sure] = surpriseInterval(counts, share)
  const evidence = Math.log2(1 + (sources.weight / UNIT_WEIGHT) * share)
  const damping = ends.reduce((product, id) => (isOutlet(id) ? product * DAMPING : product), 1)
  // Engines compute logarithms to different last digits: what is ranked by must not depend on them.
  return Number((Math.max(0, sure) * evidence * damping).toFixed(9))
}
