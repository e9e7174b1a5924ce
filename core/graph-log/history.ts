import type { Operation } from './operation.ts'

/** All steps, and how many of them are done; the others can be done again. */
export interface StepHistory {
  steps: readonly Operation[]
  at: number
}

export const doneSteps = ({ steps, at }: StepHistory): readonly Operation[] => steps.slice(0, at)

/** Adds a step after those done; what was undone is gone. */
export function withStep(history: StepHistory, step: Operation): StepHistory {
  const steps = [...doneSteps(history), step]
  return { steps, at: steps.length }
}

/** Undoes or does again until so many steps are done. */
export function jumpTo({ steps }: StepHistory, at: number): StepHistory {
  return { steps, at: Math.max(0, Math.min(at, steps.length)) }
}

/** Follows the steps of an address: undone ones stay as long as it only goes back and forth among them. */
export function followSteps(history: StepHistory, steps: readonly Operation[]): StepHistory {
  const isPart = steps.every((step, i) => JSON.stringify(step) === JSON.stringify(history.steps[i]))
  return isPart ? { ...history, at: steps.length } : { steps, at: steps.length }
}
