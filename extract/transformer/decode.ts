import type { TaggedName } from '../tagger/tagger.ts'
import type { NameLabel } from './name-labels.ts'

/** The most probable label of a word. */
export interface WordLabel {
  label: NameLabel
  probability: number
}

const MOST_SURE = 1
/** Lower bound of confidence, like the tagger's: another label is as likely. */
const LEAST_SURE = 0.5

/** The most probable label for the scores from `at` on. */
export function likeliest(
  scores: Float32Array,
  at: number,
  labels: readonly NameLabel[],
): WordLabel {
  let best = 0
  for (let i = 1; i < labels.length; i++) if (scores[at + i]! > scores[at + best]!) best = i
  let sum = 0
  for (let i = 0; i < labels.length; i++) sum += Math.exp(scores[at + i]! - scores[at + best]!)
  return { label: labels[best]!, probability: 1 / sum }
}

/** Decodes the labels of a sentence into names. A name without a B label starts where its type starts. */
export function toNames(sentence: number, words: readonly WordLabel[]): TaggedName[] {
  const names: TaggedName[] = []
  let open: TaggedName | null = null
  words.forEach(({ label: { type, begins }, probability }, i) => {
    const confidence = Math.min(MOST_SURE, Math.max(LEAST_SURE, probability))
    if (type === null) open = null
    else if (open?.type === type && !begins) {
      open.to = i + 1
      open.confidence = Math.min(open.confidence, confidence)
    } else {
      open = { sentence, from: i, to: i + 1, type, confidence }
      names.push(open)
    }
  })
  return names
}
