import type { Point } from '../layout/body.ts'
import type { Picture, PictureLine, PictureNode } from '../picture.ts'
import { type Camera, type Size, nodeScale, toScreen } from './camera.ts'

export type Hit = { node: PictureNode } | { line: PictureLine } | null

/** Pixels next to a node or line that still count as a hit. */
const NODE_REACH = 5
const LINE_REACH = 6

/** The node at a screen point, else the line. */
export function hitAt(point: Point, picture: Picture, camera: Camera, size: Size): Hit {
  const scale = nodeScale(camera)
  const places = new Map(picture.nodes.map((node) => [node.id, toScreen(node, camera, size)]))
  // Small nodes are drawn on top of large ones.
  const node = picture.nodes.findLast(({ id, radius }) => {
    const { x, y } = places.get(id)!
    return Math.hypot(x - point.x, y - point.y) <= radius * scale + NODE_REACH
  })
  if (node) return { node }
  let best: { line: PictureLine; distance: number } | null = null
  for (const line of picture.lines) {
    const distance = toSegment(point, places.get(line.a)!, places.get(line.b)!)
    if (distance <= LINE_REACH && distance < (best?.distance ?? Infinity)) best = { line, distance }
  }
  return best && { line: best.line }
}

/** Distance from a point to the line segment between two others. */
function toSegment({ x, y }: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y]
  const along = ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1)
  const t = Math.max(0, Math.min(along, 1))
  return Math.hypot(x - a.x - t * dx, y - a.y - t * dy)
}
