import type { Operation } from './operation.ts'

/** All steps, and how many are done; the rest can be redone. */
export interface StepHistory {
  steps: readonly Operation[]
  at: number
}

export const doneSteps = ({ steps, at }: StepHistory): readonly Operation[] => steps.slice(0, at)

/** Adds a step after the done ones and drops the undone ones. */
export function withStep(history: StepHistory, step: Operation): StepHistory {
  const steps = [...doneSteps(history), step]
  return { steps, at: steps.length }
}

/** Undoes or redoes until this many steps are done. */
export function jumpTo({ steps }: StepHistory, at: number): StepHistory {
  return { steps, at: Math.max(0, Math.min(at, steps.length)) }
}

/** Adopts the steps of an address; undone steps stay while it only moves back and forth among them. */
export function followSteps(history: StepHistory, steps: readonly Operation[]): StepHistory {
  const isPart = steps.every((step, i) => JSON.stringify(step) === JSON.stringify(history.steps[i]))
  return isPart ? { ...history, at: steps.length } : { steps, at: steps.length }
}
