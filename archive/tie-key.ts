/** Entity rows below this make one safe integer of a pair. */
const PAIR = 2 ** 26

/** A tie as one number, by the rows of its entities. */
export const toTieKey = (a: number, b: number): number => a * PAIR + b

export const fromTieKey = (key: number): { a: number; b: number } => ({
  a: Math.floor(key / PAIR),
  b: key % PAIR,
})
