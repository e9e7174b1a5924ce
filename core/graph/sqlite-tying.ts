import { MAX_ENTITIES_OF_TIE } from './ties.ts'

/** Whether a sentence ties two entities, as a condition on their rows `x` and `y` of `named`. */
export const TYING = `x.entities <= ${MAX_ENTITIES_OF_TIE} and not x.aside and not y.aside`
