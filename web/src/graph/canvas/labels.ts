import type { Point } from '../layout/body.ts'

/** A label to place at its node; earlier requests take precedence. */
export interface LabelRequest extends Point {
  id: string
  text: string
  width: number
  radius: number
  /** Drawn even over another label. */
  isForced: boolean
}

export interface Label extends Point {
  id: string
  text: string
  align: 'left' | 'right' | 'center'
}

interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

const GAP = 5
const HALF = 8
/** Cell size of the spatial index; about as large as a label. */
const CELL = 96

/**
 * Places as many labels as fit without covering a node or another label: right of the node, else below, above or left
 * of it. Names that do not fit can still be read in the table and on hover.
 */
export function placeLabels(
  requests: readonly LabelRequest[],
  size: { width: number; height: number },
): Label[] {
  const taken = new Boxes()
  const isSeen = ({ left, right, top, bottom }: Box) =>
    left >= 2 && top >= 2 && right <= size.width - 2 && bottom <= size.height - 2
  for (const { id, x, y, radius } of requests) taken.add(id, around(x, y, radius, radius))
  return requests.flatMap((request) => {
    const choices = choicesFor(request)
    const free = choices.find(({ box }) => isSeen(box) && !taken.hits(box, request.id))
    const chosen = free ?? (request.isForced ? choices[0]! : null)
    if (!chosen) return []
    taken.add('', chosen.box)
    return [chosen.label]
  })
}

function choicesFor({ id, text, x, y, radius, width }: LabelRequest): { label: Label; box: Box }[] {
  const beside = radius + GAP
  const under = radius + GAP + HALF
  const half = width / 2
  return [
    {
      label: { id, text, x: x + beside, y, align: 'left' as const },
      box: around(x + beside + half, y, half, HALF),
    },
    {
      label: { id, text, x, y: y + under, align: 'center' as const },
      box: around(x, y + under, half, HALF),
    },
    {
      label: { id, text, x, y: y - under, align: 'center' as const },
      box: around(x, y - under, half, HALF),
    },
    {
      label: { id, text, x: x - beside, y, align: 'right' as const },
      box: around(x - beside - half, y, half, HALF),
    },
  ]
}

const around = (x: number, y: number, dx: number, dy: number): Box => ({
  left: x - dx,
  right: x + dx,
  top: y - dy,
  bottom: y + dy,
})

/** Boxes indexed by the cells of a grid. */
class Boxes {
  readonly #cells = new Map<string, { owner: string; box: Box }[]>()

  add(owner: string, box: Box): void {
    for (const cell of cellsOf(box)) {
      const inside = this.#cells.get(cell)
      if (inside) inside.push({ owner, box })
      else this.#cells.set(cell, [{ owner, box }])
    }
  }

  /** Whether a box overlaps one of another owner. */
  hits(box: Box, owner: string): boolean {
    for (const cell of cellsOf(box)) {
      const isHit = this.#cells
        .get(cell)
        ?.some((other) => other.owner !== owner && overlap(other.box, box))
      if (isHit) return true
    }
    return false
  }
}

function* cellsOf({ left, right, top, bottom }: Box): Generator<string> {
  for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x++) {
    for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y++) yield `${x} ${y}`
  }
}

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
