/** English function words, folded. */
const FUNCTION_WORDS = new Set(
  (
    'a about after all also an and any are as at be been before being but by can could did do does done down each ' +
    'for from had has have he her here hers him his how i if in into is it its itself just may me might more most ' +
    'much must my no nor not now of off on one only or other our out over own per shall she should since so some ' +
    'such than that the their them then there these they this those through to too under up upon us very via was ' +
    'we were what when where whether which while who whom whose why will with within without would yet you your'
  ).split(' '),
)

/** True for a folded function word. */
export const isFunctionWord = (word: string): boolean => FUNCTION_WORDS.has(word)
