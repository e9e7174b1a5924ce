/** What a name may be; the fourth keeps nationalities, events and works out of the other three. */
export const TYPES = ['PER', 'ORG', 'LOC', 'MISC'] as const
export type EntityType = (typeof TYPES)[number]

/*
 * A token is outside of names (0) or, for each type, the beginning, the inside or the end of a name, or a name by
 * itself. A name of two tokens has a beginning and an end.
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

/** The number of a label's type, −1 outside of names. */
export const typeOf = (label: number) => (label - 1) >> 2

const placeOf = (label: number) => (label - 1) & 3

/** Whether a name ends with this label, or none is open. */
export const isClosed = (label: number) => label === OUTSIDE || placeOf(label) >= END

/** Whether a name begins with this label, or none is there. */
export const isFresh = (label: number) =>
  label === OUTSIDE || placeOf(label) === BEGIN || placeOf(label) === SINGLE

/** Whether `label` may follow `before`: a name that was begun goes on and ends as the same type. */
export function mayFollow(before: number, label: number): boolean {
  if (isClosed(before)) return isFresh(label)
  return !isFresh(label) && typeOf(before) === typeOf(label)
}

/** For each label those that may stand before it. */
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

/** The names that a sequence of labels spells. */
export function spansOf(labels: ArrayLike<number>): LabelSpan[] {
  const spans: LabelSpan[] = []
  let from = 0
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!
    if (label === OUTSIDE) continue
    if (isFresh(label)) from = i
    if (isClosed(label)) spans.push({ from, to: i + 1, type: TYPES[typeOf(label)]! })
  }
  return spans
}

/** The labels that spell some names. */
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
