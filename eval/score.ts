/** A typed span of tokens or characters. */
export interface TypedSpan {
  from: number
  to: number
  type: string
}

/** Counts of labelled, extracted and correct names. */
export interface NameCounts {
  gold: number
  given: number
  right: number
  /** Names that overlap a name of the other set with the same type. */
  givenTouching: number
  goldTouching: number
}

export interface Score {
  precision: number
  recall: number
  f1: number
}

export const none = (): NameCounts => ({
  gold: 0,
  given: 0,
  right: 0,
  givenTouching: 0,
  goldTouching: 0,
})

export function add(to: NameCounts, counts: NameCounts): void {
  to.gold += counts.gold
  to.given += counts.given
  to.right += counts.right
  to.givenTouching += counts.givenTouching
  to.goldTouching += counts.goldTouching
}

/** Compares extracted with labelled names of one sentence. */
export function compareNames(gold: readonly TypedSpan[], given: readonly TypedSpan[]): NameCounts {
  const right = given.filter((span) => gold.some((other) => isSame(span, other))).length
  return {
    gold: gold.length,
    given: given.length,
    right,
    givenTouching: given.filter((span) => gold.some((other) => isTouching(span, other))).length,
    goldTouching: gold.filter((span) => given.some((other) => isTouching(span, other))).length,
  }
}

/** Same span and type. */
export function exact({ gold, given, right }: NameCounts): Score {
  return score(right, given, right, gold)
}

/** Same type and at least one common token. */
export function overlap({ gold, given, givenTouching, goldTouching }: NameCounts): Score {
  return score(givenTouching, given, goldTouching, gold)
}

function score(rightGiven: number, given: number, rightGold: number, gold: number): Score {
  const precision = given === 0 ? 0 : (100 * rightGiven) / given
  const recall = gold === 0 ? 0 : (100 * rightGold) / gold
  const sum = precision + recall
  return { precision, recall, f1: sum === 0 ? 0 : (2 * precision * recall) / sum }
}

function isSame(a: TypedSpan, b: TypedSpan): boolean {
  return a.from === b.from && a.to === b.to && a.type === b.type
}

function isTouching(a: TypedSpan, b: TypedSpan): boolean {
  return a.type === b.type && a.from < b.to && b.from < a.to
}
