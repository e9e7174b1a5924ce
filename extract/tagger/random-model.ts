import { ROWS } from './hash.ts'
import { LABELS } from './labels.ts'
import type { Model } from './model.ts'

/** A model with pseudo-random weights, for tests. */
export function randomModel(seed: number): Model {
  let state = seed
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    return (state >> 24) >> 2
  }
  const transitions = Int8Array.from({ length: (LABELS + 1) * LABELS }, next)
  return { rows: Int8Array.from({ length: ROWS * LABELS }, next), transitions, scale: 0.01 }
}
