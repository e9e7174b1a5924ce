import type { Point } from '../layout/body.ts'
import type { PictureLine, PictureNode } from '../picture.ts'
import { LETTERS } from '../../ui/kinds.ts'
import { nodeScale, toScreen } from './camera.ts'
import { prepare } from './canvas-renderer.ts'
import { type Label, type LabelRequest, placeLabels } from './labels.ts'
import type { View } from './renderer.ts'
import { neighbourhood } from './style.ts'
import { CHANGE_SIGNS } from './theme.ts'

const FONT = 13
const SMALL = 10
/** Maximum number of names to try to label. */
const MAX_LABELS = 200
const LETTER_FROM = 8

/** Draws names, kind letters, countries and change signs over lines and nodes. */
export class Overlay {
  readonly #canvas: HTMLCanvasElement
  readonly #widths = new Map<string, number>()

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas
  }

  draw(view: View): void {
    const context = prepare(this.#canvas, view.size)
    if (!context) return
    const { picture, camera, size } = view
    const at = new Map(picture.nodes.map((node) => [node.id, toScreen(node, camera, size)]))
    for (const line of picture.lines) if (line.change) drawSign(context, line, at, view)
    for (const node of picture.nodes) drawMarks(context, node, at.get(node.id)!, view)
    const nodes = new Map(picture.nodes.map((node) => [node.id, node]))
    for (const label of this.#labels(context, view, at))
      drawLabel(context, label, nodes.get(label.id)!, view)
  }

  #labels(context: CanvasRenderingContext2D, view: View, at: ReadonlyMap<string, Point>): Label[] {
    return placeLabels(
      labelRequests(view, at, (text, isBold) => this.#width(context, text, isBold, view)),
      view.size,
    )
  }

  #width(
    context: CanvasRenderingContext2D,
    text: string,
    isBold: boolean,
    { theme }: View,
  ): number {
    const key = `${isBold} ${text}`
    const known = this.#widths.get(key)
    if (known !== undefined) return known
    context.font = fontOf(theme.sans, isBold)
    const { width } = context.measureText(text)
    this.#widths.set(key, width)
    return width
  }
}

/** Names in order of precedence: hovered, selected, then by size. */
function labelRequests(
  { picture, camera, size, marks }: View,
  at: ReadonlyMap<string, Point>,
  widthOf: (text: string, isBold: boolean) => number,
): LabelRequest[] {
  const scale = nodeScale(camera)
  const near = neighbourhood(picture, marks.hovered)
  const isForced = ({ id }: PictureNode) => marks.selected.has(id) || marks.hovered === id
  const rank = (node: PictureNode) => (isForced(node) ? 0 : near.has(node.id) ? 1 : 2)
  const visible = picture.nodes.filter(({ id }) => {
    const { x, y } = at.get(id)!
    return x > -20 && y > -20 && x < size.width + 20 && y < size.height + 20
  })
  return visible
    .sort((a, b) => rank(a) - rank(b) || b.articles - a.articles)
    .slice(0, MAX_LABELS)
    .map((node) => {
      const text = labelOf(node)
      return {
        ...at.get(node.id)!,
        id: node.id,
        text,
        width: widthOf(text, isForced(node)) + badgesWidth(node),
        radius: node.radius * scale,
        isForced: isForced(node),
      }
    })
}

const LONGEST = 32

export function labelOf({ name, folded }: Pick<PictureNode, 'name' | 'folded'>): string {
  const cut = name.length > LONGEST ? `${name.slice(0, LONGEST - 1).trimEnd()}…` : name
  return folded.length > 0 ? `${cut} + ${folded.length}` : cut
}

const BADGE = 19
const badgesWidth = ({ badges }: PictureNode): number => badges.length * BADGE

const fontOf = (sans: string, isBold: boolean): string => `${isBold ? '600 ' : ''}${FONT}px ${sans}`

function drawLabel(
  context: CanvasRenderingContext2D,
  { id, text, x, y, align }: Label,
  node: PictureNode,
  { marks, theme }: View,
): void {
  const isMarked = marks.selected.has(id) || marks.hovered === id
  context.font = fontOf(theme.sans, isMarked)
  context.textBaseline = 'middle'
  context.textAlign = 'left'
  const wide = context.measureText(text).width
  const all = wide + badgesWidth(node)
  const start = align === 'left' ? x : align === 'right' ? x - all : x - all / 2
  context.lineJoin = 'round'
  context.lineWidth = 4
  context.strokeStyle = theme.paper
  context.strokeText(text, start, y)
  context.fillStyle = theme.ink
  context.fillText(text, start, y)
  node.badges.forEach(({ code }, i) =>
    drawBadge(context, code, { x: start + wide + 4 + i * BADGE, y }, theme),
  )
}

function drawBadge(
  context: CanvasRenderingContext2D,
  code: string,
  { x, y }: Point,
  theme: View['theme'],
): void {
  context.font = `600 ${SMALL}px ${theme.sans}`
  context.lineWidth = 3
  context.strokeStyle = theme.paper
  context.strokeText(code, x, y + 0.5)
  context.fillStyle = theme.kinds.country
  context.fillText(code.slice(0, 2), x, y + 0.5)
}

/** The kind's letter, a pin, and a ring around selected nodes. */
function drawMarks(
  context: CanvasRenderingContext2D,
  node: PictureNode,
  { x, y }: Point,
  { camera, marks, theme }: View,
): void {
  const radius = node.radius * nodeScale(camera)
  if (marks.selected.has(node.id)) {
    context.beginPath()
    context.arc(x, y, radius + 4, 0, 2 * Math.PI)
    context.lineWidth = 2
    context.strokeStyle = theme.accent
    context.stroke()
  }
  if (radius >= LETTER_FROM) {
    context.font = `700 ${Math.round(radius)}px ${theme.sans}`
    context.textAlign = 'center'
    context.textBaseline = 'middle'
    context.fillStyle = theme.sheet
    context.fillText(LETTERS[node.kind], x, y + 1)
  }
  if (node.isPinned) {
    context.beginPath()
    context.arc(x + radius * 0.8, y - radius * 0.8, 3, 0, 2 * Math.PI)
    context.fillStyle = theme.ink
    context.fill()
    context.lineWidth = 1.5
    context.strokeStyle = theme.paper
    context.stroke()
  }
}

function drawSign(
  context: CanvasRenderingContext2D,
  line: PictureLine,
  at: ReadonlyMap<string, Point>,
  { theme }: View,
): void {
  const [a, b] = [at.get(line.a)!, at.get(line.b)!]
  const [x, y] = [(a.x + b.x) / 2, (a.y + b.y) / 2]
  context.beginPath()
  context.arc(x, y, 7, 0, 2 * Math.PI)
  context.fillStyle = theme.paper
  context.fill()
  context.font = `700 ${SMALL + 1}px ${theme.sans}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillStyle =
    line.change === 'new' || line.change === 'stronger' ? theme.accent : theme.soft
  context.fillText(CHANGE_SIGNS[line.change!], x, y + 0.5)
}
