import type { EntityKind } from '#core/article.ts'
import type { Point } from '../layout/body.ts'
import { nodeScale, toScreen } from './camera.ts'
import type { Renderer, View } from './renderer.ts'
import { lineColor, lineWidth, neighbourhood, nodeColor } from './style.ts'

/** Draws on a 2D canvas: needs no WebGL and is fast enough for a few hundred names. */
export class CanvasRenderer implements Renderer {
  readonly #canvas = document.createElement('canvas')

  constructor(container: HTMLElement) {
    container.append(this.#canvas)
  }

  draw(view: View): void {
    const context = prepare(this.#canvas, view.size)
    if (!context) return
    const at = new Map(
      view.picture.nodes.map((node) => [node.id, toScreen(node, view.camera, view.size)]),
    )
    drawLines(context, view, at)
    drawNodes(context, view, at)
  }

  destroy(): void {
    this.#canvas.remove()
  }
}

/** A cleared context in CSS pixels; null if the canvas has no size. */
export function prepare(
  canvas: HTMLCanvasElement,
  { width, height }: { width: number; height: number },
): CanvasRenderingContext2D | null {
  const ratio = devicePixelRatio
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)]
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide
    canvas.height = high
    canvas.style.width = `${width}px`
    canvas.style.height = `${height}px`
  }
  const context = canvas.getContext('2d')
  context?.setTransform(ratio, 0, 0, ratio, 0, 0)
  context?.clearRect(0, 0, width, height)
  return context
}

function drawLines(
  context: CanvasRenderingContext2D,
  { picture, marks, theme }: View,
  at: ReadonlyMap<string, Point>,
): void {
  // Strongest last, so on top.
  for (const line of picture.lines.toReversed()) {
    const [a, b] = [at.get(line.a)!, at.get(line.b)!]
    context.beginPath()
    context.moveTo(a.x, a.y)
    context.lineTo(b.x, b.y)
    context.setLineDash(line.change === 'gone' ? [4, 4] : [])
    context.lineWidth = lineWidth(line)
    context.strokeStyle = lineColor(line, picture, marks, theme)
    context.stroke()
  }
  context.setLineDash([])
}

function drawNodes(
  context: CanvasRenderingContext2D,
  { picture, camera, marks, theme }: View,
  at: ReadonlyMap<string, Point>,
): void {
  const scale = nodeScale(camera)
  const near = neighbourhood(picture, marks.hovered)
  for (const node of picture.nodes) {
    const radius = node.radius * scale
    shapePath(context, node.kind, at.get(node.id)!, radius)
    context.fillStyle = nodeColor(node, marks, theme, near)
    context.fill()
    context.lineWidth = 1.5
    context.strokeStyle = theme.paper
    context.stroke()
  }
}

/** A circle, square or hexagon of roughly equal area. */
function shapePath(
  context: CanvasRenderingContext2D,
  kind: EntityKind,
  { x, y }: Point,
  radius: number,
): void {
  context.beginPath()
  if (kind === 'person') context.arc(x, y, radius, 0, 2 * Math.PI)
  else if (kind === 'organization') {
    const half = radius * 0.9
    context.roundRect(x - half, y - half, 2 * half, 2 * half, 2)
  } else {
    for (let i = 0; i < 6; i++) {
      const angle = (i * Math.PI) / 3
      const corner = 1.1 * radius
      context.lineTo(x + corner * Math.cos(angle), y + corner * Math.sin(angle))
    }
    context.closePath()
  }
}
