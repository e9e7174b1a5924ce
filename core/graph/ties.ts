/** A sentence that names more entities than this is a list, a table or a line-up: it ties nobody, unless lists are asked for. */
export const MAX_ENTITIES_OF_TIE = 7

/** Longer lists never make ties: the number of pairs grows with the square. */
export const MAX_ENTITIES_OF_LIST = 40

/** Maximum number of entities in a sentence that makes ties. */
export const mostTied = (lists = false): number =>
  lists ? MAX_ENTITIES_OF_LIST : MAX_ENTITIES_OF_TIE

/** Whether a sentence ties the entities it names, by how many different ones these are. */
export const makesTies = (entities: number): boolean => entities <= MAX_ENTITIES_OF_TIE

/** The others of each sentence that ties them to the entity, of `[sentence, entity, …]`, sentence by sentence. */
export function* tiedTo(entity: number, names: Int32Array, lists = false): Generator<number> {
  const most = mostTied(lists)
  for (let start = 0; start < names.length;) {
    let end = start
    let isNamed = false
    for (; end < names.length && names[end] === names[start]; end += 2) {
      isNamed ||= names[end + 1] === entity
    }
    if (isNamed && (end - start) / 2 <= most) {
      for (let at = start + 1; at < end; at += 2) if (names[at] !== entity) yield names[at]!
    }
    start = end
  }
}
