import type { EntityKind } from '#core/article.ts'
import { ENTITY_KINDS } from '#core/article.ts'
import type { Slide, SlideLabel, SlideShape } from '#core/export/graph/svg.ts'
import { labelWidth } from '../canvas/label-width.ts'
import { LETTERS, KIND_TITLES } from '../../ui/kinds.ts'
import { type Camera, type Size, fitTo, nodeScale, toScreen } from '../canvas/camera.ts'
import { placeLabels } from '../canvas/labels.ts'
import { labelOf } from '../canvas/overlay.ts'
import { NO_MARKS, lineColor, lineWidth } from '../canvas/style.ts'
import { type GraphTheme } from '../canvas/theme.ts'
import type { Picture } from '../picture.ts'

const WIDTH = 1600
const HEIGHT = 900
/** Area of the picture between caption and source. */
const BOX = { top: 112, height: 710 }
const FONT = 16
const SHAPES: Record<EntityKind, SlideShape> = {
  person: 'circle',
  organization: 'square',
  country: 'hexagon',
}
/** System fonts: the page's own are missing where a slide is opened. */
const FONTS = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

export interface Caption {
  title: string
  subtitle: string
  source: string[]
}

/** The whole picture on a 16:9 slide, whatever part is on screen. */
export function toSlide(picture: Picture, caption: Caption, theme: GraphTheme): Slide {
  const size = { width: WIDTH, height: BOX.height }
  const camera = fitTo(picture.nodes, size)
  const at = new Map(
    picture.nodes.map((node) => {
      const { x, y } = toScreen(node, camera, size)
      return [node.id, { x, y: y + BOX.top }]
    }),
  )
  const scale = nodeScale(camera)
  return {
    ...{ width: WIDTH, height: HEIGHT, ...caption, fontFamily: FONTS, fontSize: FONT },
    legend: ENTITY_KINDS.filter((kind) => picture.nodes.some((node) => node.kind === kind)).map(
      (kind) => ({
        shape: SHAPES[kind],
        color: theme.kinds[kind],
        letter: LETTERS[kind],
        text: KIND_TITLES[kind],
      }),
    ),
    lines: picture.lines.toReversed().map((line) => {
      const [a, b] = [at.get(line.a)!, at.get(line.b)!]
      return {
        ...{ x1: a.x, y1: a.y, x2: b.x, y2: b.y },
        width: 1.3 * lineWidth(line),
        color: lineColor(line, picture, NO_MARKS, theme),
        isDashed: line.change === 'gone',
      }
    }),
    nodes: picture.nodes.map(({ id, kind, radius }) => ({
      ...at.get(id)!,
      radius: radius * scale,
      shape: SHAPES[kind],
      color: theme.kinds[kind],
      letter: LETTERS[kind],
    })),
    labels: toLabels(picture, at, camera, { width: WIDTH, height: BOX.top + BOX.height }),
    colors: { paper: theme.paper, ink: theme.ink, soft: theme.soft, sheet: theme.sheet },
  }
}

const ANCHORS = { left: 'start', center: 'middle', right: 'end' } as const

function toLabels(
  picture: Picture,
  at: ReadonlyMap<string, { x: number; y: number }>,
  camera: Camera,
  size: Size,
): SlideLabel[] {
  const requests = picture.nodes.map((node) => {
    const codes = node.badges.map(({ code }) => code).join(' ')
    const text = codes ? `${labelOf(node)}  ${codes}` : labelOf(node)
    return {
      ...at.get(node.id)!,
      id: node.id,
      text,
      width: labelWidth(text, FONT) + 6,
      radius: node.radius * nodeScale(camera),
      isForced: false,
    }
  })
  return placeLabels(requests, size).map(({ x, y, text, align }) => ({
    x,
    y,
    text,
    anchor: ANCHORS[align],
  }))
}
