/** A sentence that names more entities than this is a list or a table: it ties nobody, and is evidence of no tie. */
export const MAX_ENTITIES_OF_TIE = 40

/** Whether a sentence ties the entities it names, by how many different ones these are. */
export const makesTies = (entities: number): boolean => entities <= MAX_ENTITIES_OF_TIE

/** The others of each sentence that ties them to the entity, of `[sentence, entity, …]`, sentence by sentence. */
export function* tiedTo(entity: number, names: Int32Array): Generator<number> {
  for (let start = 0; start < names.length;) {
    let end = start
    let isNamed = false
    for (; end < names.length && names[end] === names[start]; end += 2) {
      isNamed ||= names[end + 1] === entity
    }
    if (isNamed && makesTies((end - start) / 2)) {
      for (let at = start + 1; at < end; at += 2) if (names[at] !== entity) yield names[at]!
    }
    start = end
  }
}
