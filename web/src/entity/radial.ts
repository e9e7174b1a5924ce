import { ENTITY_KINDS, type EntityKind } from '#core/article.ts'

/** A neighbour drawn around an entity, strongest first. */
export interface Satellite {
  id: string
  kind: EntityKind
  sentences: number
  articles: number
}

export interface PlacedTie<T extends Satellite> {
  tie: T
  x: number
  y: number
  radius: number
  /** Line width. */
  weight: number
  side: 'left' | 'right'
}

export interface Picture<T extends Satellite> {
  width: number
  height: number
  center: { x: number; y: number }
  places: PlacedTie<T>[]
}

const ROW = 30
const PADDING = 24
const RADIUS = { min: 4, max: 11 }
const WEIGHT = { min: 1, max: 6 }

/**
 * Places ties around a center, grouped by kind, clockwise from the top in the given order. Rows have equal heights on
 * both sides, so that labels never overlap.
 */
export function arrange<T extends Satellite>(ties: readonly T[], width: number): Picture<T> {
  const rows = Math.ceil(ties.length / 2)
  const height = 2 * PADDING + Math.max(rows, 4) * ROW
  const center = { x: width / 2, y: height / 2 }
  const reach = { x: Math.min(width * (width < 560 ? 0.18 : 0.24), 190), y: height / 2 - PADDING }
  const most = mostOf(ties)
  const places = byKind(ties).map((tie, i) => {
    const isRight = i < rows
    const inSide = isRight ? rows : ties.length - rows
    // Fill the left side from below to keep the order clockwise.
    const row = isRight ? i : inSide - 1 - (i - rows)
    const y = (row - (inSide - 1) / 2) * ROW
    const x = reach.x * Math.sqrt(Math.max(0.08, 1 - (y / (reach.y + ROW / 4)) ** 2))
    return {
      tie,
      x: center.x + (isRight ? x : -x),
      y: center.y + y,
      radius: scaled(tie.articles, most.articles, RADIUS),
      weight: scaled(tie.sentences, most.sentences, WEIGHT),
      side: isRight ? ('right' as const) : ('left' as const),
    }
  })
  return { width, height, center, places }
}

/**
 * Cuts a label to fit beside its node; `widthOf` measures text as drawn. Doubles the length tried, so that for an
 * endless name little more is measured than is shown.
 */
export function fitted(label: string, room: number, widthOf: (text: string) => number): string {
  const cut = (length: number) =>
    `${label
      .slice(0, length)
      .replace(/[\ud800-\udbff]$/, '')
      .trimEnd()}…`
  let shown = 1
  let tried = 2
  for (; tried < label.length && widthOf(cut(tried)) <= room; tried *= 2) shown = tried
  if (tried >= label.length) {
    if (widthOf(label) <= room) return label
    tried = label.length
  }
  while (tried - shown > 1) {
    const middle = (shown + tried) >> 1
    if (widthOf(cut(middle)) <= room) shown = middle
    else tried = middle
  }
  return cut(shown)
}

function byKind<T extends Satellite>(ties: readonly T[]): T[] {
  return ties.toSorted((a, b) => ENTITY_KINDS.indexOf(a.kind) - ENTITY_KINDS.indexOf(b.kind))
}

function mostOf(ties: readonly Satellite[]): { sentences: number; articles: number } {
  return {
    sentences: Math.max(1, ...ties.map(({ sentences }) => sentences)),
    articles: Math.max(1, ...ties.map(({ articles }) => articles)),
  }
}

/** Proportional to the square root, so that areas compare. */
function scaled(value: number, most: number, { min, max }: { min: number; max: number }): number {
  return min + (max - min) * Math.sqrt(value / most)
}
