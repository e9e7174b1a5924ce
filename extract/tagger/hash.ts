/** Number of rows in the weight table; colliding features share a row. */
export const ROWS = 1 << 18

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
