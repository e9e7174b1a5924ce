import type { DatabaseSync } from 'node:sqlite'

const NEIGHBOURS = `
  select b from tie where a = :row
  union all
  select a from tie where b = :row`

/**
 * Rows of the entities on a shortest path, both ends included; null if there is none of at most
 * `maxHops` ties.
 */
export type PathFinder = (from: number, to: number, maxHops: number) => number[] | null

/**
 * Breadth-first search from both ends, always on the smaller side; deterministic for the same
 * archive.
 */
export function createPathFinder(db: DatabaseSync): PathFinder {
  const neighbours = db.prepare(NEIGHBOURS)
  neighbours.setReturnArrays(true)

  return (from, to, maxHops) => {
    if (from === to) return [from]

    let [near, far] = [startAt(from), startAt(to)]
    for (
      let hops = 0;
      hops < maxHops && near.frontier.length > 0 && far.frontier.length > 0;
      hops++
    ) {
      if (near.frontier.length > far.frontier.length) [near, far] = [far, near]
      const meeting = advance(near, far)
      if (meeting === null) continue

      const rows = [...pathFrom(meeting, near).reverse(), ...pathFrom(meeting, far).slice(1)]
      return rows[0] === from ? rows : rows.reverse()
    }
    return null
  }

  /**
   * Goes one tie further; the first entity that the other side has reached is on a shortest path.
   */
  function advance(side: Side, other: Side): number | null {
    const next: number[] = []
    for (const row of side.frontier) {
      for (const [neighbour] of neighbours.all({ row }) as unknown as [number][]) {
        if (side.cameFrom.has(neighbour)) continue
        side.cameFrom.set(neighbour, row)
        if (other.cameFrom.has(neighbour)) return neighbour
        next.push(neighbour)
      }
    }
    side.frontier = next
    return null
  }
}

/** The search from one end. */
interface Side {
  /** The predecessor of each entity on the path from this end; null for the end itself. */
  cameFrom: Map<number, number | null>
  /** The entities reached last, all at the same distance from the end. */
  frontier: number[]
}

const startAt = (row: number): Side => ({ cameFrom: new Map([[row, null]]), frontier: [row] })

/** Rows from the entity back to the end. */
function pathFrom(row: number, { cameFrom }: Side): number[] {
  const rows: number[] = []
  for (let at: number | null = row; at !== null; at = cameFrom.get(at) ?? null) rows.push(at)
  return rows
}
