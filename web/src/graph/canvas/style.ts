import type { Picture, PictureLine, PictureNode } from '../picture.ts'
import { type GraphTheme, mixed } from './theme.ts'

/** What the user hovers over or has selected. */
export interface Marks {
  selected: ReadonlySet<string>
  /** Ends of the selected line, as "a b". */
  line: string | null
  hovered: string | null
  hoveredLine: string | null
}

export const NO_MARKS: Marks = { selected: new Set(), line: null, hovered: null, hoveredLine: null }

export const lineKey = ({ a, b }: { a: string; b: string }): string => `${a} ${b}`

const WIDTH = { min: 0.8, max: 5 }

export function lineWidth({ strength, change }: PictureLine): number {
  const width = WIDTH.min + (WIDTH.max - WIDTH.min) * strength ** 1.6
  return change === 'gone' ? Math.min(width, 1.2) : width
}

export function lineColor(
  line: PictureLine,
  { isCompared }: Picture,
  marks: Marks,
  theme: GraphTheme,
): string {
  const key = lineKey(line)
  if (marks.line === key || marks.hoveredLine === key) return theme.accent
  if (isAt(line, marks.hovered)) return theme.soft
  if (line.change === 'new' || line.change === 'stronger') return theme.accent
  if (line.change) return theme.line
  if (isCompared) return mixed(theme.paper, theme.rule, 0.75)
  const isAside =
    marks.hovered !== null || (marks.selected.size > 0 && !isAtAny(line, marks.selected))
  return isAside
    ? mixed(theme.paper, theme.rule, 0.75)
    : mixed(theme.rule, theme.line, 0.15 + 0.85 * line.strength)
}

export function nodeColor(
  node: PictureNode,
  marks: Marks,
  theme: GraphTheme,
  near: Neighbourhood,
): string {
  const color = theme.kinds[node.kind]
  const isAside = marks.hovered !== null && !near.has(node.id) && !marks.selected.has(node.id)
  return isAside ? mixed(color, theme.paper, 0.6) : color
}

/** The hovered entity and its neighbours. */
export type Neighbourhood = ReadonlySet<string>

export function neighbourhood({ lines }: Picture, id: string | null): Neighbourhood {
  if (id === null) return new Set()
  return new Set([id, ...lines.filter((line) => isAt(line, id)).flatMap(({ a, b }) => [a, b])])
}

const isAt = ({ a, b }: PictureLine, id: string | null): boolean => a === id || b === id
const isAtAny = ({ a, b }: PictureLine, ids: ReadonlySet<string>): boolean =>
  ids.has(a) || ids.has(b)
