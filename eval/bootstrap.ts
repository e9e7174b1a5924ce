import { seeded } from '#core/analysis/seeded.ts'

export type ConfidenceInterval = [low: number, high: number]

const DRAWS = 1000
const SEED = 1

/** 95 % bootstrap interval of a statistic over articles. */
export function interval<T>(
  articles: readonly T[],
  statistic: (drawn: T[]) => number,
): ConfidenceInterval {
  const random = seeded(SEED)
  const values = Float64Array.from({ length: DRAWS }, () =>
    statistic(articles.map(() => articles[Math.floor(random() * articles.length)]!)),
  ).sort()
  return [values[Math.floor(DRAWS * 0.025)]!, values[Math.floor(DRAWS * 0.975)]!]
}
