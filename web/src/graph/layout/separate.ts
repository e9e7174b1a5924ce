import type { Body } from './body.ts'

/** Room for an entity: its name is next to it, so it is wider than tall. */
const ROOM = { x: 74, y: 34 }
const ROUNDS = 60

/** Pushes bodies out of each other's room, in the order in which they were added; fixed ones do not move. */
export function separate(bodies: readonly Body[]): Body[] {
  const placed = bodies.map((body) => ({ ...body }))
  for (let round = 0; round < ROUNDS; round++) {
    let isApart = true
    for (let i = 0; i < placed.length; i++) {
      for (let j = 0; j < i; j++) {
        if (push(placed[i]!, placed[j]!, i)) isApart = false
      }
    }
    if (isApart) break
  }
  return placed
}

/** Pushes two overlapping bodies apart along the line between them; returns whether it did. */
function push(a: Body, b: Body, seed: number): boolean {
  if (a.fixed && b.fixed) return false
  const dx = (a.x - b.x) / ROOM.x
  const dy = (a.y - b.y) / ROOM.y
  const distance = Math.hypot(dx, dy)
  if (distance >= 1) return false
  // Two bodies at the same point separate in a direction that depends only on their order.
  const [ux, uy] =
    distance > 0.001 ? [dx / distance, dy / distance] : [Math.cos(seed), Math.sin(seed)]
  const missing = (1.001 - distance) / (a.fixed || b.fixed ? 1 : 2)
  if (!a.fixed) move(a, ux * missing, uy * missing)
  if (!b.fixed) move(b, -ux * missing, -uy * missing)
  return true
}

function move(body: Body, x: number, y: number): void {
  body.x += x * ROOM.x
  body.y += y * ROOM.y
}
