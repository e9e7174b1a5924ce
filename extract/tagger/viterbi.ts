import { isClosed, isFresh, LABELS, OUTSIDE, PREDECESSORS } from './labels.ts'

const NEVER = -(2 ** 30)
/** The labels that close a name or stand outside of one; only they precede a fresh label. */
const CLOSED = Uint8Array.from({ length: LABELS }, (_, y) => y).filter(isClosed)

/** The best labels of a chain of tokens between two that are outside of names. */
export interface Chain {
  /** The best label of each token, once solved. */
  readonly labels: Uint8Array
  /** Reads the scores of the tokens' labels from a token on; whether the chain begins and ends its sentence. */
  solve(scores: Int32Array, from: number, length: number, opens: boolean, closes: boolean): void
  /** By how much the best labels beat the best ones with another label at a token. */
  margin(i: number): number
  /** The score of the best labels that have this one at a token. */
  through(i: number, label: number): number
}

/** Finds best paths (Viterbi) over whole numbers; of equal ones that with the lower label before. */
export function createChain(transitions: Int8Array, capacity: number): Chain {
  const labels = new Uint8Array(capacity)
  const best = new Int32Array(capacity * LABELS)
  const rest = new Int32Array(capacity * LABELS)
  const back = new Uint8Array(capacity * LABELS)
  const last = new Int32Array(LABELS)
  /** By label, then the one before. */
  const steps = Int32Array.from({ length: LABELS * LABELS }, (_, n) =>
    Number(transitions[(n % LABELS) * LABELS + Math.floor(n / LABELS)]),
  )
  let scores: Int32Array = best
  let base = 0
  let hasRest = false
  let solved = 0
  let total = 0

  function begin(opens: boolean): void {
    const row = (opens ? LABELS : OUTSIDE) * LABELS
    for (let y = 0; y < LABELS; y++) {
      best[y] = isFresh(y) ? scores[base + y]! + transitions[row + y]! : NEVER
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
      back[at + y] = from
    }
  }

  function follow(length: number): void {
    const at = (length - 1) * LABELS
    let label = OUTSIDE
    for (const y of CLOSED) {
      if (best[at + y]! + last[y]! > best[at + label]! + last[label]!) label = y
    }
    total = best[at + label]! + last[label]!
    for (let i = length - 1; i >= 0; i--) {
      labels[i] = label
      label = back[i * LABELS + label]!
    }
  }

  /** What each label of each token leads to at best. */
  function readRest(): void {
    hasRest = true
    rest.set(last, (solved - 1) * LABELS)
    for (let i = solved - 1; i > 0; i--) {
      const at = i * LABELS
      rest.fill(NEVER, at - LABELS, at)
      for (let y = 0; y < LABELS; y++) {
        const onward = rest[at + y]! + scores[base + at + y]!
        for (const x of PREDECESSORS[y]!) {
          const score = onward + steps[y * LABELS + x]!
          if (score > rest[at - LABELS + x]!) rest[at - LABELS + x] = score
        }
      }
    }
  }

  function through(i: number, label: number): number {
    if (!hasRest) readRest()
    return best[i * LABELS + label]! + rest[i * LABELS + label]!
  }

  return {
    labels,
    solve(from, at, length, opens, closes) {
      scores = from
      base = at * LABELS
      for (let y = 0; y < LABELS; y++) {
        last[y] = !isClosed(y) ? NEVER : closes ? 0 : transitions[y * LABELS + OUTSIDE]!
      }
      begin(opens)
      for (let i = 1; i < length; i++) extend(i)
      solved = length
      hasRest = false
      follow(length)
    },
    margin(i) {
      if (!hasRest) readRest()
      const at = i * LABELS
      const own = labels[i]!
      let second = NEVER
      for (let y = 0; y < LABELS; y++) {
        const score = best[at + y]! + rest[at + y]!
        if (score > second && y !== own) second = score
      }
      return total - second
    },
    through,
  }
}
