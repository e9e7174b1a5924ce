/** Types of names. MISC (nationalities, events, works) keeps such names out of the other three. */
export const TYPES = ['PER', 'ORG', 'LOC', 'MISC'] as const
export type EntityType = (typeof TYPES)[number]

/*
 * BIES labels: a token is outside of names (0) or, for each type, the beginning, inside or end of a name, or a single-token
 * name.
 */
export const OUTSIDE = 0
export const LABELS = 1 + 4 * TYPES.length

const BEGIN = 0
const INSIDE = 1
const END = 2
const SINGLE = 3

export const beginOf = (type: number) => 1 + 4 * type + BEGIN
export const insideOf = (type: number) => 1 + 4 * type + INSIDE
export const endOf = (type: number) => 1 + 4 * type + END
export const singleOf = (type: number) => 1 + 4 * type + SINGLE

/** Index of a label's type, −1 for OUTSIDE. */
export const typeOf = (label: number) => (label - 1) >> 2

const placeOf = (label: number) => (label - 1) & 3

/** Whether a name may end at this label: it is OUTSIDE, end or single. */
export const canEnd = (label: number) => label === OUTSIDE || placeOf(label) >= END

/** Whether a label may follow a complete name: it is OUTSIDE, beginning or single. */
export const canStart = (label: number) =>
  label === OUTSIDE || placeOf(label) === BEGIN || placeOf(label) === SINGLE

/** Whether `label` may follow `before`: an open name continues with the same type. */
export function mayFollow(before: number, label: number): boolean {
  if (canEnd(before)) return canStart(label)
  return !canStart(label) && typeOf(before) === typeOf(label)
}

/** For each label, the labels that may precede it. */
export const PREDECESSORS: readonly Uint8Array[] = Array.from({ length: LABELS }, (_, label) =>
  Uint8Array.from({ length: LABELS }, (_, before) => before).filter((before) =>
    mayFollow(before, label),
  ),
)

/** A name over tokens `from` to `to`. */
export interface LabelSpan {
  from: number
  to: number
  type: EntityType
}

/** Decodes a label sequence into spans. */
export function spansOf(labels: ArrayLike<number>): LabelSpan[] {
  const spans: LabelSpan[] = []
  let from = 0
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!
    if (label === OUTSIDE) continue
    if (canStart(label)) from = i
    if (canEnd(label)) spans.push({ from, to: i + 1, type: TYPES[typeOf(label)]! })
  }
  return spans
}

/** Encodes spans as a label sequence. */
export function labelsOf(spans: Iterable<LabelSpan>, length: number): Uint8Array {
  const labels = new Uint8Array(length)
  for (const { from, to, type } of spans) {
    const t = TYPES.indexOf(type)
    labels.fill(insideOf(t), from, to)
    labels[from] = to - from > 1 ? beginOf(t) : singleOf(t)
    if (to - from > 1) labels[to - 1] = endOf(t)
  }
  return labels
}
