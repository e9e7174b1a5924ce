/** Number of rows in the weight table; colliding features share a row. */
export const ROWS = 1 << 18

const SEED = 0x811c9dc5
const PRIME = 0x01000193

/** FNV-1a over the UTF-16 units from `from` to `to`. */
export function hashOf(text: string, from = 0, to = text.length): number {
  let hash = SEED
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), PRIME)
  return hash | 0
}

/** Combines two values into one hash. */
export function pair(a: number, b: number): number {
  return (Math.imul(a, 0x2c1b3c6d) ^ Math.imul((b << 13) | (b >>> 19), 0x297a2d39)) | 0
}

/** The weight row of a feature value. */
export function rowOf(feature: number, value: number): number {
  let h = (value ^ Math.imul(feature + 1, 0x9e3779b1)) | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) & (ROWS - 1)
}
