import { canEnd, canStart, LABELS, OUTSIDE, PREDECESSORS } from './labels.ts'

const NEVER = -(2 ** 30)
/** The labels after which a name may start. */
const FINAL_LABELS = Uint8Array.from({ length: LABELS }, (_, y) => y).filter(canEnd)

/** Decodes chains of candidate tokens; the tokens around a chain are OUTSIDE. */
export interface Chain {
  /** The best label of each token, after `solve`. */
  readonly labels: Uint8Array
  /** Finds the best labels of the tokens from `from` on; `opens` and `closes` tell whether the chain starts and ends its sentence. */
  solve(scores: Int32Array, from: number, length: number, opens: boolean, closes: boolean): void
  /** Score difference between the best path and the best one with another label at token `i`. */
  margin(i: number): number
  /** Score of the best path through this label at token `i`. */
  through(i: number, label: number): number
}

/** Viterbi over integers; ties go to the lower preceding label. */
export function createChain(transitions: Int8Array, capacity: number): Chain {
  const labels = new Uint8Array(capacity)
  const best = new Int32Array(capacity * LABELS)
  const suffix = new Int32Array(capacity * LABELS)
  const predecessor = new Uint8Array(capacity * LABELS)
  const last = new Int32Array(LABELS)
  /** Transition scores by label, then by the label before it. */
  const steps = Int32Array.from({ length: LABELS * LABELS }, (_, n) =>
    Number(transitions[(n % LABELS) * LABELS + Math.floor(n / LABELS)]),
  )
  let scores: Int32Array = best
  let base = 0
  let hasSuffixes = false
  let solved = 0
  let total = 0

  function begin(opens: boolean): void {
    const row = (opens ? LABELS : OUTSIDE) * LABELS
    for (let y = 0; y < LABELS; y++) {
      best[y] = canStart(y) ? scores[base + y]! + transitions[row + y]! : NEVER
    }
  }

  function extend(i: number): void {
    const at = i * LABELS
    const before = at - LABELS
    for (let y = 0; y < LABELS; y++) {
      const predecessors = PREDECESSORS[y]!
      let most = NEVER * 2
      let from = 0
      for (let n = 0; n < predecessors.length; n++) {
        const x = predecessors[n]!
        const score = best[before + x]! + steps[y * LABELS + x]!
        if (score > most) {
          most = score
          from = x
        }
      }
      best[at + y] = most + scores[base + at + y]!
      predecessor[at + y] = from
    }
  }

  function backtrack(length: number): void {
    const at = (length - 1) * LABELS
    let label = OUTSIDE
    for (const y of FINAL_LABELS) {
      if (best[at + y]! + last[y]! > best[at + label]! + last[label]!) label = y
    }
    total = best[at + label]! + last[label]!
    for (let i = length - 1; i >= 0; i--) {
      labels[i] = label
      label = predecessor[i * LABELS + label]!
    }
  }

  /** Best score of the rest of the path after each label of each token. */
  function scoreSuffixes(): void {
    hasSuffixes = true
    suffix.set(last, (solved - 1) * LABELS)
    for (let i = solved - 1; i > 0; i--) {
      const at = i * LABELS
      suffix.fill(NEVER, at - LABELS, at)
      for (let y = 0; y < LABELS; y++) {
        const onward = suffix[at + y]! + scores[base + at + y]!
        for (const x of PREDECESSORS[y]!) {
          const score = onward + steps[y * LABELS + x]!
          if (score > suffix[at - LABELS + x]!) suffix[at - LABELS + x] = score
        }
      }
    }
  }

  function through(i: number, label: number): number {
    if (!hasSuffixes) scoreSuffixes()
    return best[i * LABELS + label]! + suffix[i * LABELS + label]!
  }

  return {
    labels,
    solve(from, at, length, opens, closes) {
      scores = from
      base = at * LABELS
      for (let y = 0; y < LABELS; y++) {
        last[y] = !canEnd(y) ? NEVER : closes ? 0 : transitions[y * LABELS + OUTSIDE]!
      }
      begin(opens)
      for (let i = 1; i < length; i++) extend(i)
      solved = length
      hasSuffixes = false
      backtrack(length)
    },
    margin(i) {
      if (!hasSuffixes) scoreSuffixes()
      const at = i * LABELS
      const own = labels[i]!
      let second = NEVER
      for (let y = 0; y < LABELS; y++) {
        const score = best[at + y]! + suffix[at + y]!
        if (score > second && y !== own) second = score
      }
      return total - second
    },
    through,
  }
}
