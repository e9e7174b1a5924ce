/** A sentence that names more entities than this is a list or a table: it ties nobody, and is evidence of no tie. */
export const MAX_ENTITIES_OF_TIE = 40

/** Whether a sentence ties the entities it names, by how many different ones these are. */
export const makesTies = (entities: number): boolean => entities <= MAX_ENTITIES_OF_TIE
