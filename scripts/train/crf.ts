import { ROWS } from '#extract/tagger/hash.ts'
import { canEnd, canStart, LABELS, OUTSIDE, PREDECESSORS } from '#extract/tagger/labels.ts'
import { CLOSES, type Examples, OPENS } from './examples.ts'
import { seeded } from '#core/analysis/seeded.ts'
import { shuffled } from './random.ts'

/** Weights during training: a row of labels per feature, and per previous label (last: none) a row of next labels. */
export interface Weights {
  rows: Float32Array
  transitions: Float32Array
}

export interface Recipe {
  seed: number
  epochs: number
  step: number
}

const DAMPING = 0.01
const SMALLEST_GRADIENT = 0.002
const LONGEST = 4096

/** The labels that may follow each label. */
const SUCCESSORS = Array.from({ length: LABELS }, (_, before) =>
  Array.from({ length: LABELS }, (_, label) => label).filter((label) =>
    PREDECESSORS[label]!.includes(before),
  ),
)

/**
 * Trains a linear-chain conditional random field: per sentence, forward and backward sums in probability space and an
 * AdaGrad step along the gradient of the likelihood.
 */
export function train(
  examples: Examples,
  { seed, epochs, step }: Recipe,
  onEpoch: (epoch: number, loss: number) => void,
): Weights {
  const learner = createLearner(examples, step)
  const random = seeded(seed)
  const count = examples.edges.length
  for (let epoch = 1; epoch <= epochs; epoch++) {
    let loss = 0
    for (const chain of shuffled(count, random)) loss += learner.learn(chain)
    onEpoch(epoch, loss)
  }
  return learner.weights
}

function createLearner({ chains, edges, tokens, rows, labels }: Examples, step: number) {
  const weights = {
    rows: new Float32Array(ROWS * LABELS),
    transitions: new Float32Array((LABELS + 1) * LABELS),
  }
  const { rows: rowWeights } = weights
  const rowSquares = new Float32Array(weights.rows.length)
  const transitionSquares = new Float32Array(weights.transitions.length)
  const factors = new Float64Array(LONGEST * LABELS)
  const alpha = new Float64Array(LONGEST * LABELS)
  const beta = new Float64Array(LABELS)
  const next = new Float64Array(LABELS)
  const steps = new Float64Array((LABELS + 1) * LABELS)
  const expected = new Float64Array((LABELS + 1) * LABELS)
  const gradient = new Float64Array(LABELS)

  /** The label before the chain and the one after it, if any. */
  let first = OUTSIDE
  let closes = false

  /** One step on one chain; returns the negative log-likelihood. */
  function learn(chain: number): number {
    const from = chains[chain]!
    const length = chains[chain + 1]! - from
    if (length > LONGEST) return 0
    first = edges[chain]! & OPENS ? LABELS : OUTSIDE
    closes = (edges[chain]! & CLOSES) !== 0
    for (let i = 0; i < steps.length; i++) steps[i] = Math.exp(weights.transitions[i]!)
    let loss = readFactors(from, length)
    loss += forward(from, length)
    backward(from, length)
    learnTransitions(from, length)
    return loss
  }

  /** Exponentials of the label scores, scaled by the maximum. */
  function readFactors(from: number, length: number): number {
    let gold = 0
    for (let i = 0; i < length; i++) {
      const at = i * LABELS
      const sums = gradient.fill(0)
      const end = tokens[from + i + 1]!
      for (let r = tokens[from + i]!; r < end; r++) {
        const row = rows[r]! * LABELS
        for (let y = 0; y < LABELS; y++) sums[y]! += rowWeights[row + y]!
      }
      let most = sums[0]!
      for (let y = 1; y < LABELS; y++) if (sums[y]! > most) most = sums[y]!
      for (let y = 0; y < LABELS; y++) factors[at + y] = Math.exp(sums[y]! - most)
      gold += most - sums[labels[from + i]!]!
    }
    return gold
  }

  /** Transition weight from each label to the end of the chain. */
  function leave(label: number): number {
    if (!canEnd(label)) return 0
    return closes ? 1 : steps[label * LABELS + OUTSIDE]!
  }

  function forward(from: number, length: number): number {
    let loss = 0
    for (let i = 0; i < length; i++) {
      const at = i * LABELS
      let total = 0
      for (let y = 0; y < LABELS; y++) {
        let sum = 0
        if (i === 0) sum = canStart(y) ? steps[first * LABELS + y]! : 0
        else
          for (const before of PREDECESSORS[y]!) {
            sum += alpha[at - LABELS + before]! * steps[before * LABELS + y]!
          }
        const value = sum * factors[at + y]!
        alpha[at + y] = value
        total += value
      }
      for (let y = 0; y < LABELS; y++) alpha[at + y]! /= total
      const before = i === 0 ? first : labels[from + i - 1]!
      loss += Math.log(total) - weights.transitions[before * LABELS + labels[from + i]!]!
    }
    let left = 0
    const last = (length - 1) * LABELS
    for (let y = 0; y < LABELS; y++) left += alpha[last + y]! * leave(y)
    return loss + Math.log(left) - Math.log(leave(labels[from + length - 1]!))
  }

  /** Backward sums; also applies the gradient to the rows of each token. */
  function backward(from: number, length: number): void {
    expected.fill(0)
    for (let y = 0; y < LABELS; y++) beta[y] = leave(y)
    for (let i = length - 1; i >= 0; i--) {
      const at = i * LABELS
      let total = 0
      for (let y = 0; y < LABELS; y++) total += alpha[at + y]! * beta[y]!
      for (let y = 0; y < LABELS; y++) gradient[y] = -(alpha[at + y]! * beta[y]!) / total
      if (i === length - 1 && !closes) {
        for (let y = 0; y < LABELS; y++) expected[y * LABELS + OUTSIDE]! -= gradient[y]!
      }
      gradient[labels[from + i]!]! += 1
      learnRows(from + i)
      for (let y = 0; y < LABELS; y++) next[y] = beta[y]! * factors[at + y]!
      if (i === 0) {
        expectFirst()
        break
      }
      expectStep(at - LABELS)
      let most = 0
      for (let y = 0; y < LABELS; y++) {
        let sum = 0
        for (const after of SUCCESSORS[y]!) sum += steps[y * LABELS + after]! * next[after]!
        beta[y] = sum
        if (sum > most) most = sum
      }
      for (let y = 0; y < LABELS; y++) beta[y]! /= most
    }
  }

  function expectFirst(): void {
    let total = 0
    const row = first * LABELS
    for (let y = 0; y < LABELS; y++) if (canStart(y)) total += steps[row + y]! * next[y]!
    for (let y = 0; y < LABELS; y++)
      if (canStart(y)) expected[row + y]! += (steps[row + y]! * next[y]!) / total
  }

  function expectStep(before: number): void {
    let total = 0
    for (let y = 0; y < LABELS; y++)
      for (const after of SUCCESSORS[y]!)
        total += alpha[before + y]! * steps[y * LABELS + after]! * next[after]!
    for (let y = 0; y < LABELS; y++) {
      const share = alpha[before + y]! / total
      if (share === 0) continue
      for (const after of SUCCESSORS[y]!)
        expected[y * LABELS + after]! += share * steps[y * LABELS + after]! * next[after]!
    }
  }

  function learnRows(token: number): void {
    const end = tokens[token + 1]!
    for (let y = 0; y < LABELS; y++) {
      const g = gradient[y]!
      if (Math.abs(g) < SMALLEST_GRADIENT) continue
      const square = g * g
      for (let r = tokens[token]!; r < end; r++) {
        const at = rows[r]! * LABELS + y
        const squares = rowSquares[at]! + square
        rowSquares[at] = squares
        rowWeights[at]! += (step * g) / Math.sqrt(squares + DAMPING)
      }
    }
  }

  function learnTransitions(from: number, length: number): void {
    let before = first
    for (let i = 0; i < length; i++) {
      expected[before * LABELS + labels[from + i]!]! -= 1
      before = labels[from + i]!
    }
    if (!closes) expected[before * LABELS + OUTSIDE]! -= 1
    for (let i = 0; i < expected.length; i++) {
      const g = -expected[i]!
      if (Math.abs(g) < SMALLEST_GRADIENT) continue
      transitionSquares[i]! += g * g
      weights.transitions[i]! += (step * g) / Math.sqrt(transitionSquares[i]! + DAMPING)
    }
  }

  return { learn, weights }
}
