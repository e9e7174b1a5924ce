/** Entity rows below this fit as a pair into one safe integer. */
const PAIR = 2 ** 26

/** Encodes a tie, by the rows of its entities, as one number. */
export const toTieKey = (a: number, b: number): number => a * PAIR + b

export const fromTieKey = (key: number): { a: number; b: number } => ({
  a: Math.floor(key / PAIR),
  b: key % PAIR,
})
