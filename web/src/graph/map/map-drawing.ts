import type { GraphMap } from '#core/analysis/analysis.ts'
import { type Camera, type Size, toScreen } from '../canvas/camera.ts'
import { type GraphTheme, mixed } from '../canvas/theme.ts'
import { COLORED } from './palette.ts'

export interface MapView {
  map: GraphMap
  camera: Camera
  size: Size
  /** The only community that is not faded; null to fade none. */
  community: number | null
  /** Index of the hovered name. */
  lit: number | null
  theme: GraphTheme
  palette: { communities: string[]; other: string }
}

const LABELS = 60
const LABEL = { height: 17, gap: 8 }

/** Radius of a name's dot in pixels. */
export function radiusOf(articles: number, { scale }: Camera): number {
  return Math.min(16, (0.9 + Math.sqrt(articles) / 4.5) * Math.min(2.2, Math.max(0.75, scale)))
}

/**
 * Draws lines, then dots, then as many readable names as fit; one path per colour, so that thousands are drawn at once.
 */
export function drawMap(context: CanvasRenderingContext2D, view: MapView): void {
  const { size, theme } = view
  context.fillStyle = theme.sheet
  context.fillRect(0, 0, size.width, size.height)
  const places = view.map.x.map((x, i) => toScreen({ x, y: view.map.y[i]! }, view.camera, size))
  drawLines(context, view, places)
  drawDots(context, view, places)
  drawNames(context, view, places)
}

type Points = readonly { x: number; y: number }[]

function isFaded({ map, community }: MapView, place: number): boolean {
  return community !== null && map.community[place] !== community
}

const groupOf = ({ map }: MapView, place: number) => Math.min(map.community[place]!, COLORED)

function colorOf({ palette }: MapView, group: number): string {
  return palette.communities[group] ?? palette.other
}

/** One path per colour, the grey ones first. */
function paths(view: MapView, fill: (add: (place: number) => Path2D | null) => void) {
  const bright = Array.from({ length: COLORED + 1 }, () => new Path2D())
  const faded = new Path2D()
  fill((place) => (isFaded(view, place) ? faded : bright[groupOf(view, place)]!))
  return { bright: [...bright.entries()].reverse(), faded }
}

function drawLines(context: CanvasRenderingContext2D, view: MapView, places: Points): void {
  const { ties } = view.map
  const { bright, faded } = paths(view, (pathOf) => {
    for (let i = 0; i < ties.length; i += 2) {
      const [a, b] = [places[ties[i]!]!, places[ties[i + 1]!]!]
      // A line between two communities is grey.
      const isWithin = view.map.community[ties[i]!] === view.map.community[ties[i + 1]!]
      const path = isWithin ? pathOf(ties[i]!) : null
      if (!path || (isOutside(a, view.size) && isOutside(b, view.size))) continue
      path.moveTo(a.x, a.y)
      path.lineTo(b.x, b.y)
    }
  })
  context.lineWidth = 0.8
  context.globalAlpha = 0.28
  for (const [group, path] of bright) {
    context.strokeStyle = colorOf(view, group)
    context.stroke(path)
  }
  context.globalAlpha = 0.15
  context.strokeStyle = view.theme.rule
  context.stroke(faded)
  context.globalAlpha = 1
}

function drawDots(context: CanvasRenderingContext2D, view: MapView, places: Points): void {
  const { map, camera, theme, lit } = view
  const { bright, faded } = paths(view, (pathOf) => {
    places.forEach(({ x, y }, place) => {
      if (isOutside({ x, y }, view.size)) return
      const radius = radiusOf(map.articles[place]!, camera)
      const path = pathOf(place)!
      path.moveTo(x + radius, y)
      path.arc(x, y, radius, 0, 2 * Math.PI)
    })
  })
  context.fillStyle = mixed(theme.sheet, theme.line, 0.3)
  context.fill(faded)
  for (const [group, path] of bright) {
    context.fillStyle = colorOf(view, group)
    context.fill(path)
  }
  if (lit === null) return
  const { x, y } = places[lit]!
  context.beginPath()
  context.arc(x, y, radiusOf(map.articles[lit]!, camera) + 4, 0, 2 * Math.PI)
  context.lineWidth = 2.5
  context.strokeStyle = theme.accent
  context.stroke()
}

interface Box {
  left: number
  right: number
  top: number
}

function drawNames(context: CanvasRenderingContext2D, view: MapView, places: Points): void {
  const { map, theme, lit, camera } = view
  context.textAlign = 'center'
  context.textBaseline = 'bottom'
  context.lineJoin = 'round'
  const taken: Box[] = []
  // Names are ordered by strength, so the strongest get their labels first.
  const order = lit === null ? map.names.keys() : [lit, ...map.names.keys()]
  for (const place of order) {
    if (taken.length >= LABELS) break
    const { x, y } = places[place]!
    if (isOutside({ x, y }, view.size) || (place !== lit && isFaded(view, place))) continue
    const isHub = place === lit || place < 12
    context.font = `${isHub ? 600 : 400} ${isHub ? 14 : 12}px ${theme.sans}`
    const half = context.measureText(map.names[place]!).width / 2
    const top = y - radiusOf(map.articles[place]!, camera) - 3 - LABEL.height
    const box = { left: x - half, right: x + half, top }
    if (taken.some((other) => overlaps(box, other))) continue
    taken.push(box)
    context.lineWidth = 4
    context.strokeStyle = theme.sheet
    context.strokeText(map.names[place]!, x, top + LABEL.height)
    context.fillStyle = place === lit ? theme.accent : theme.ink
    context.fillText(map.names[place]!, x, top + LABEL.height)
  }
}

function overlaps(a: Box, b: Box): boolean {
  return (
    a.left < b.right + LABEL.gap &&
    b.left < a.right + LABEL.gap &&
    Math.abs(a.top - b.top) < LABEL.height
  )
}

function isOutside({ x, y }: { x: number; y: number }, { width, height }: Size): boolean {
  return x < -20 || y < -20 || x > width + 20 || y > height + 20
}

/** The index of the name nearest to a screen point, within reach of a finger; null if there is none. */
export function nameAt({ map, camera, size }: MapView, x: number, y: number): number | null {
  let nearest: number | null = null
  let best = 14
  for (let place = 0; place < map.ids.length; place++) {
    const at = toScreen({ x: map.x[place]!, y: map.y[place]! }, camera, size)
    const gap = Math.hypot(at.x - x, at.y - y) - radiusOf(map.articles[place]!, camera)
    if (gap >= best) continue
    best = gap
    nearest = place
  }
  return nearest
}
