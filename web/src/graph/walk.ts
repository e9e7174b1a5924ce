import type { Picture, PictureNode } from './picture.ts'

/** The neighbours of an entity, strongest tie first. */
export function neighboursOf({ lines }: Picture, id: string): string[] {
  return lines.flatMap(({ a, b }) => (a === id ? [b] : b === id ? [a] : []))
}

const ARROWS: Record<string, [x: number, y: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** The nearest node in the direction of an arrow key; null if there is none. */
export function nearestThatWay({ nodes }: Picture, id: string, key: string): PictureNode | null {
  const here = nodes.find((node) => node.id === id)
  const [ux, uy] = ARROWS[key] ?? [0, 0]
  if (!here) return null
  let best: { node: PictureNode; cost: number } | null = null
  for (const node of nodes) {
    const [dx, dy] = [node.x - here.x, node.y - here.y]
    const along = dx * ux + dy * uy
    const aside = Math.abs(dx * uy) + Math.abs(dy * ux)
    if (node.id === id || along <= 0 || aside > 2 * along) continue
    const cost = along + 2 * aside
    if (cost < (best?.cost ?? Infinity)) best = { node, cost }
  }
  return best?.node ?? null
}
