/** A sentence that names more entities than this is a list, a table or a line-up: it ties nobody, unless lists are asked for. */
export const MAX_ENTITIES_OF_TIE = 7

/** Longer lists never make ties: the number of pairs grows with the square. */
export const MAX_ENTITIES_OF_LIST = 40

/** Maximum number of entities in a sentence that makes ties. */
export const mostTied = (lists = false): number =>
  lists ? MAX_ENTITIES_OF_LIST : MAX_ENTITIES_OF_TIE

/** Whether a sentence ties the entities it names, by how many different ones these are. */
export const makesTies = (entities: number): boolean => entities <= MAX_ENTITIES_OF_TIE

/** What a sentence of two entities weighs; a whole number for up to seven, so that sums are equal in any order. */
export const UNIT_WEIGHT = 60

/**
 * How much a sentence that names so many entities says of two of them: the more, the less. A tie is ranked by the sum
 * over its sentences.
 */
export const tieWeight = (entities: number): number => Math.round(UNIT_WEIGHT / (entities - 1))

/*
 * Names of an article are kept as `[sentence, entity, …]`, sentence by sentence. A sentence n is written as n + INFERRED
 * where only the archive links the entity there, and any of the two as ~n where it is only named aside and ties nobody.
 */

const INFERRED = 1 << 30

const withoutAside = (code: number): number => (code < 0 ? ~code : code)

export const sentenceOf = (code: number): number => withoutAside(code) & ~INFERRED

export const isInferred = (code: number): boolean => (withoutAside(code) & INFERRED) !== 0

export function sentenceCode(
  sentence: number,
  { isAside, isInferred }: { isAside: boolean; isInferred: boolean },
): number {
  const code = isInferred ? sentence | INFERRED : sentence
  return isAside ? ~code : code
}

/** Which names and sentences to count. */
export interface Counted {
  /** Also sentences that are lists. */
  lists?: boolean | undefined
  /** Not what the archive alone linked. */
  stated?: boolean | undefined
}

/** Calls back with each entity that an article names, once for every sentence. */
export function eachName(
  names: Int32Array,
  stated: boolean | undefined,
  visit: (entity: number) => void,
): void {
  for (let at = 0; at < names.length; at += 2) {
    if (!stated || !isInferred(names[at]!)) visit(names[at + 1]!)
  }
}

/** Where the sentence that begins at `start` ends in the names of an article. */
export function endOfSentence(names: Int32Array, start: number): number {
  const sentence = sentenceOf(names[start]!)
  let end = start + 2
  while (end < names.length && sentenceOf(names[end]!) === sentence) end += 2
  return end
}

/** Calls back with each entity that a sentence ties to the given one, sentence by sentence, and with what it weighs. */
export function eachTied(
  entity: number,
  names: Int32Array,
  visit: (other: number, weight: number) => void,
  counted: Counted = {},
): void {
  const most = mostTied(counted.lists)
  for (let start = 0, end: number; start < names.length; start = end) {
    end = endOfSentence(names, start)
    const size = (end - start) / 2
    if (size < 2 || size > most || !tiesEntity(entity, names, start, end, counted)) continue
    const weight = tieWeight(size)
    for (let at = start; at < end; at += 2) {
      if (names[at + 1] !== entity && isTying(names[at]!, counted)) visit(names[at + 1]!, weight)
    }
  }
}

/** Whether a name with this sentence code is tied to the others of its sentence. */
export const isTying = (code: number, { lists, stated }: Counted): boolean =>
  (lists || code >= 0) && !(stated && isInferred(code))

function tiesEntity(
  entity: number,
  names: Int32Array,
  start: number,
  end: number,
  counted: Counted,
): boolean {
  for (let at = start; at < end; at += 2) {
    if (names[at + 1] === entity) return isTying(names[at]!, counted)
  }
  return false
}
