import { type ConfidenceInterval, interval } from './bootstrap.ts'

/** Expected, given and correct answers for one document. */
export interface Tally {
  gold: number
  given: number
  right: number
  /**
   * Expected answers that were given, if several given ones may match one expected; else `right`.
   */
  found?: number
}

/** Precision and recall over all documents, with bootstrap intervals. */
export interface TallyLine {
  total: Tally
  precision: number
  precisionInterval: ConfidenceInterval
  recall: number
  recallInterval: ConfidenceInterval
}

export function toTallyLine(documents: readonly Tally[]): TallyLine {
  return {
    total: sum(documents),
    precision: precision(documents),
    precisionInterval: interval(documents, precision),
    recall: recall(documents),
    recallInterval: interval(documents, recall),
  }
}

function precision(documents: readonly Tally[]): number {
  const { right, given } = sum(documents)
  return given === 0 ? 0 : (100 * right) / given
}

function recall(documents: readonly Tally[]): number {
  const { found, gold } = sum(documents)
  return gold === 0 ? 0 : (100 * found) / gold
}

function sum(documents: readonly Tally[]): Required<Tally> {
  const total = { gold: 0, given: 0, right: 0, found: 0 }
  for (const { gold, given, right, found = right } of documents) {
    total.gold += gold
    total.given += given
    total.right += right
    total.found += found
  }
  return total
}
