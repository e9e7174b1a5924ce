import { fnv1a } from '#core/text/fnv1a.ts'
import type { Point } from './body.ts'

/** The golden angle spreads the points of a spiral evenly. */
const GOLDEN = Math.PI * (3 - Math.sqrt(5))
const CHILD_GAP = 46
const ROOT_GAP = 64

/** Positions around a point in order of rank, the first nearest; they depend only on ids and ranks. */
export function spiral(center: Point, ids: readonly string[], { gap = CHILD_GAP } = {}): Point[] {
  const turn = ((fnv1a(ids[0] ?? '') % 360) * Math.PI) / 180
  return ids.map((_, rank) => {
    const reach = gap * (1 + Math.sqrt(rank))
    const angle = turn + rank * GOLDEN
    return { x: center.x + reach * Math.cos(angle), y: center.y + reach * Math.sin(angle) }
  })
}

/** Positions for entities without a parent; the very first one is in the middle. */
export function roots(ids: readonly string[], isFirst: boolean): Point[] {
  if (!isFirst) return spiral({ x: 0, y: 0 }, ids, { gap: 4 * ROOT_GAP })
  const [, ...others] = ids
  return [{ x: 0, y: 0 }, ...spiral({ x: 0, y: 0 }, others, { gap: ROOT_GAP })]
}
