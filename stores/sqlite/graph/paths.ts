import type { DatabaseSync } from 'node:sqlite'

const NEIGHBOURS = `
  select b from tie where a = :row
  union all
  select a from tie where b = :row`

/** Rows of the entities on a shortest way, both ends with it; null if there is none of `maxHops` ties. */
export type PathFinder = (from: number, to: number, maxHops: number) => number[] | null

/** Looks from both ends, always from the side that has fewer to ask: the same way each time for the same archive. */
export function createPathFinder(db: DatabaseSync): PathFinder {
  const neighbours = db.prepare(NEIGHBOURS)
  neighbours.setReturnArrays(true)

  return (from, to, maxHops) => {
    if (from === to) return [from]

    let [near, far] = [startAt(from), startAt(to)]
    for (let hops = 0; hops < maxHops && near.edge.length > 0 && far.edge.length > 0; hops++) {
      if (near.edge.length > far.edge.length) [near, far] = [far, near]
      const meeting = advance(near, far)
      if (meeting === null) continue

      const rows = [...wayTo(meeting, near).reverse(), ...wayTo(meeting, far).slice(1)]
      return rows[0] === from ? rows : rows.reverse()
    }
    return null
  }

  /** Goes one tie further everywhere; the first entity that the other side knows too is on a shortest way. */
  function advance(side: Side, other: Side): number | null {
    const next: number[] = []
    for (const row of side.edge) {
      for (const [neighbour] of neighbours.all({ row }) as unknown as [number][]) {
        if (side.cameFrom.has(neighbour)) continue
        side.cameFrom.set(neighbour, row)
        if (other.cameFrom.has(neighbour)) return neighbour
        next.push(neighbour)
      }
    }
    side.edge = next
    return null
  }
}

/** What is known from one end. */
interface Side {
  /** By entity the one before it on the way from the end, which has none. */
  cameFrom: Map<number, number | null>
  /** The farthest: all as many ties from the end. */
  edge: number[]
}

const startAt = (row: number): Side => ({ cameFrom: new Map([[row, null]]), edge: [row] })

/** From the entity back to the end. */
function wayTo(row: number, { cameFrom }: Side): number[] {
  const rows: number[] = []
  for (let at: number | null = row; at !== null; at = cameFrom.get(at) ?? null) rows.push(at)
  return rows
}
