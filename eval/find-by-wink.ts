import model from 'wink-eng-lite-web-model'
import winkNLP from 'wink-nlp'
import type { TextFinder } from './find-in-text.ts'

const nlp = winkNLP(model)

/** The entity types that wink-nlp finds in a text: dates, sums, addresses and the like, but no names. */
export function winkKinds(text: string): string[] {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- wink-nlp takes the accessor as a function
  return nlp.readDoc(text).entities().out<string>(nlp.its.type)
}

/** Runs wink-nlp, whose English model has no people, places or organizations. */
export const findByWink: TextFinder = (text) => {
  winkKinds(text)
  return []
}
