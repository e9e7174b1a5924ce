import { escapeXml } from './xml.ts'

/** A picture of a graph for a slide; all lengths are pixels, all colours CSS. */
export interface Slide {
  width: number
  height: number
  title: string
  /** One line below the title that says what is shown. */
  subtitle: string
  /** Lines that name the source. */
  source: readonly string[]
  legend: readonly SlideKind[]
  lines: readonly SlideLine[]
  nodes: readonly SlideNode[]
  labels: readonly SlideLabel[]
  colors: { paper: string; ink: string; soft: string; sheet: string }
  fontFamily: string
  fontSize: number
}

export type SlideShape = 'circle' | 'square' | 'hexagon'

export interface SlideKind {
  shape: SlideShape
  color: string
  letter: string
  text: string
}

export interface SlideLine {
  x1: number
  y1: number
  x2: number
  y2: number
  width: number
  color: string
  isDashed: boolean
}

export interface SlideNode {
  x: number
  y: number
  radius: number
  shape: SlideShape
  color: string
  letter: string
}

export interface SlideLabel {
  x: number
  y: number
  text: string
  anchor: 'start' | 'middle' | 'end'
}

/** The slide as a self-contained SVG file. */
export function writeSvg(slide: Slide): string {
  const { width, height, title, colors, fontFamily } = slide
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escapeXml(fontFamily)}">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="${colors.paper}"/>`,
    ...slide.lines.map(toLine),
    ...slide.nodes.map((node) => toNode(node, colors)),
    ...slide.labels.map((label) => toLabel(label, slide)),
    ...toCaption(slide),
    '</svg>\n',
  ]
  return parts.join('\n')
}

const MARGIN = 48

function toCaption({ title, subtitle, source, legend, width, height, colors }: Slide): string[] {
  const foot = height - 24
  return [
    text(title, { x: MARGIN, y: 62, size: 34, fill: colors.ink, weight: 700 }),
    text(subtitle, { x: MARGIN, y: 92, size: 17, fill: colors.soft }),
    ...legend.map((kind, i) => toKind(kind, width - MARGIN - 170 * (legend.length - i), colors)),
    ...source.map((line, i) =>
      text(line, {
        x: MARGIN,
        y: foot - 18 * (source.length - 1 - i),
        size: 13,
        fill: colors.soft,
      }),
    ),
  ]
}

function toKind(
  { shape, color, letter, text: name }: SlideKind,
  x: number,
  colors: Slide['colors'],
): string {
  const node = toNode({ x: x + 10, y: 54, radius: 10, shape, color, letter }, colors)
  return `${node}${text(name, { x: x + 28, y: 60, size: 16, fill: colors.ink })}`
}

function toLine({ x1, y1, x2, y2, width, color, isDashed }: SlideLine): string {
  const dash = isDashed ? ' stroke-dasharray="6 6"' : ''
  return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" stroke="${color}" stroke-width="${round(width)}" stroke-linecap="round"${dash}/>`
}

function toNode(
  { x, y, radius, shape, color, letter }: SlideNode,
  { paper, sheet }: Slide['colors'],
): string {
  const drawn = `fill="${color}" stroke="${paper}" stroke-width="2"`
  const sign =
    radius < 9
      ? ''
      : `<text x="${round(x)}" y="${round(y + radius * 0.36)}" fill="${sheet}" font-size="${round(radius)}" font-weight="700" text-anchor="middle">${escapeXml(letter)}</text>`
  return `${shapeOf(shape, x, y, radius)} ${drawn}/>${sign}`
}

function shapeOf(shape: SlideShape, x: number, y: number, radius: number): string {
  if (shape === 'circle') return `<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}"`
  if (shape === 'square') {
    const half = 0.9 * radius
    return `<rect x="${round(x - half)}" y="${round(y - half)}" width="${round(2 * half)}" height="${round(2 * half)}" rx="2"`
  }
  const corners = [0, 1, 2, 3, 4, 5].map((sixth) => {
    const angle = (sixth * Math.PI) / 3
    return `${round(x + 1.1 * radius * Math.cos(angle))},${round(y + 1.1 * radius * Math.sin(angle))}`
  })
  return `<polygon points="${corners.join(' ')}"`
}

function toLabel({ x, y, text: name, anchor }: SlideLabel, { colors, fontSize }: Slide): string {
  return `<text x="${round(x)}" y="${round(y + fontSize * 0.35)}" text-anchor="${anchor}" font-size="${fontSize}" fill="${colors.ink}" stroke="${colors.paper}" stroke-width="5" stroke-linejoin="round" paint-order="stroke">${escapeXml(name)}</text>`
}

interface TextStyle {
  x: number
  y: number
  size: number
  fill: string
  weight?: number
}

function text(content: string, { x, y, size, fill, weight = 400 }: TextStyle): string {
  return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}">${escapeXml(content)}</text>`
}

/** Rounds to a tenth of a pixel to keep files small. */
const round = (value: number): number => Math.round(value * 10) / 10
