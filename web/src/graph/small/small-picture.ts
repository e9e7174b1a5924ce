import type { EntityKind } from '#core/article.ts'
import { labelWidth } from '../canvas/label-width.ts'
import { type Size, fitTo, nodeScale, toScreen } from '../canvas/camera.ts'
import { type Label, placeLabels } from '../canvas/labels.ts'
import { type Places, arrange } from '../layout/arrange.ts'

export interface SmallName {
  id: string
  kind: EntityKind
  name: string
  /** Articles, or sentences of one article; determines the size. */
  weight: number
}

export interface SmallTie {
  a: string
  b: string
  sentences: number
}

export interface SmallPicture {
  names: (SmallName & { x: number; y: number; radius: number })[]
  ties: (SmallTie & { x1: number; y1: number; x2: number; y2: number; width: number })[]
  labels: Label[]
}

const RADIUS = { min: 4, max: 13 }
const WIDTH = { min: 0.7, max: 4.5 }
export const LABEL_SIZE = 13
const LONGEST = 28
const MOST_STRETCH = 1.5

/** Room for a readable name, in square pixels. */
const ROOM = 6000

/** How many names fit into a box. */
export const roomFor = ({ width, height }: Size): number =>
  Math.max(8, Math.min(Math.floor((width * height) / ROOM), 40))

/** Lays out a few dozen names in pixels of a box; deterministic. */
export function drawSmall(
  names: readonly SmallName[],
  ties: readonly SmallTie[],
  size: Size,
): SmallPicture {
  const places = arrange(
    new Map(),
    names.map(({ id }) => ({ id, parent: null })),
    ties,
    new Map(),
  )
  const filling = stretched(places, size)
  const camera = fitTo([...filling.values()], size)
  const at = new Map([...filling].map(([id, place]) => [id, toScreen(place, camera, size)]))
  const heaviest = Math.max(1, ...names.map(({ weight }) => weight))
  const strongest = Math.max(1, ...ties.map(({ sentences }) => sentences))
  const drawn = names.map((each) => ({
    ...each,
    ...at.get(each.id)!,
    radius: scaled(each.weight / heaviest, RADIUS) * nodeScale(camera),
  }))
  return {
    names: drawn,
    ties: ties.flatMap((tie) => {
      const [a, b] = [at.get(tie.a), at.get(tie.b)]
      if (!a || !b) return []
      const width = scaled(tie.sentences / strongest, WIDTH)
      return [{ ...tie, x1: a.x, y1: a.y, x2: b.x, y2: b.y, width }]
    }),
    labels: placeLabels(
      drawn
        .toSorted((a, b) => b.weight - a.weight)
        .map(({ id, name, x, y, radius }) => {
          const text = name.length > LONGEST ? `${name.slice(0, LONGEST - 1).trimEnd()}…` : name
          return { id, text, x, y, radius, width: labelWidth(text, LABEL_SIZE), isForced: false }
        }),
      size,
    ),
  }
}

/** Stretches the layout to the shape of the box, within limits. */
function stretched(places: Places, { width, height }: Size): Places {
  const span = (values: number[]) => Math.max(...values) - Math.min(...values)
  const wide = span([...places.values()].map(({ x }) => x))
  const high = span([...places.values()].map(({ y }) => y))
  if (!(wide > 0 && high > 0)) return places
  const factor = Math.max(
    1 / MOST_STRETCH,
    Math.min((wide * height) / (high * width), MOST_STRETCH),
  )
  return new Map([...places].map(([id, { x, y }]) => [id, { x, y: y * factor }]))
}

/** Proportional to the square root, so that areas compare. */
const scaled = (share: number, { min, max }: { min: number; max: number }): number =>
  min + (max - min) * Math.sqrt(share)
