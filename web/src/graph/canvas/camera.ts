import type { Point } from '../layout/body.ts'

/** The visible part: its centre, and pixels per unit. */
export interface Camera extends Point {
  scale: number
}

export interface Size {
  width: number
  height: number
}

const SCALE = { min: 0.05, max: 4 }
/** Maximum scale when fitting few names. */
const MAX_FIT = 1.5
/** Room for the labels next to nodes. */
const MARGIN = { x: 110, y: 44 }

export const FIRST_CAMERA: Camera = { x: 0, y: 0, scale: 1 }

export function toScreen({ x, y }: Point, camera: Camera, { width, height }: Size): Point {
  return {
    x: (x - camera.x) * camera.scale + width / 2,
    y: (y - camera.y) * camera.scale + height / 2,
  }
}

export function toWorld({ x, y }: Point, camera: Camera, { width, height }: Size): Point {
  return {
    x: (x - width / 2) / camera.scale + camera.x,
    y: (y - height / 2) / camera.scale + camera.y,
  }
}

/** Zooms while keeping a screen point in place. */
export function zoomAt(camera: Camera, factor: number, at: Point, size: Size): Camera {
  const scale = Math.max(SCALE.min, Math.min(camera.scale * factor, SCALE.max))
  const fixed = toWorld(at, camera, size)
  const moved = toWorld(at, { ...camera, scale }, size)
  return { x: camera.x + fixed.x - moved.x, y: camera.y + fixed.y - moved.y, scale }
}

/** Fits all points into view, up to `MAX_FIT`. */
export function fitTo(points: readonly Point[], size: Size): Camera {
  if (points.length === 0) return FIRST_CAMERA
  const [left, right] = extent(points.map(({ x }) => x))
  const [top, bottom] = extent(points.map(({ y }) => y))
  const margin = Math.min(MARGIN.x, size.width / 6)
  const scale = Math.min(
    MAX_FIT,
    Math.max(60, size.width - 2 * margin) / Math.max(1, right - left),
    Math.max(60, size.height - 2 * MARGIN.y) / Math.max(1, bottom - top),
  )
  return {
    x: (left + right) / 2,
    y: (top + bottom) / 2,
    scale: Math.max(SCALE.min, scale),
  }
}

export function isInside(point: Point, camera: Camera, size: Size): boolean {
  const { x, y } = toScreen(point, camera, size)
  return x >= 8 && y >= 8 && x <= size.width - 8 && y <= size.height - 8
}

/** Nodes grow less than the picture on zooming. */
export const nodeScale = (camera: Camera): number =>
  Math.max(0.55, Math.min(camera.scale ** 0.4, 1.7))

function extent(values: readonly number[]): [number, number] {
  return values.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  )
}
