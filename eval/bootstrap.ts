import { createRandom } from '../scripts/train/random.ts'

export type Interval = [low: number, high: number]

const DRAWS = 1000
const SEED = 1

/** The middle 95 % of a statistic over as many articles as there are, drawn with replacement. */
export function interval<T>(articles: readonly T[], statistic: (drawn: T[]) => number): Interval {
  const random = createRandom(SEED)
  const values = Float64Array.from({ length: DRAWS }, () =>
    statistic(articles.map(() => articles[Math.floor(random() * articles.length)]!)),
  ).sort()
  return [values[Math.floor(DRAWS * 0.025)]!, values[Math.floor(DRAWS * 0.975)]!]
}
