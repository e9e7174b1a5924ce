/*
 * The stemmer of M. F. Porter, "An algorithm for suffix stripping" (Program 14/3, 1980), in its original form, which
 * the `porter_stem` filter of Lucene also implements, so that all stores agree on which words are one.
 */

const STEP_2: [string, string][] = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['izer', 'ize'],
  ['bli', 'ble'],
  ['alli', 'al'],
  ['entli', 'ent'],
  ['eli', 'e'],
  ['ousli', 'ous'],
  ['ization', 'ize'],
  ['ation', 'ate'],
  ['ator', 'ate'],
  ['alism', 'al'],
  ['iveness', 'ive'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['aliti', 'al'],
  ['iviti', 'ive'],
  ['biliti', 'ble'],
  ['logi', 'log'],
]

const STEP_3: [string, string][] = [
  ['icate', 'ic'],
  ['ative', ''],
  ['alize', 'al'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ful', ''],
  ['ness', ''],
]

const STEP_4 = [
  'al ance ence er ic able ible ant ement ment ent sion tion ou ism ate iti ous ive ize',
].flatMap((endings) => endings.split(' '))

/** The stem of a folded word; words of one or two characters are their own. */
export function stem(word: string): string {
  if (word.length < 3) return word
  return step5(step4(step3(step2(step1c(step1b(step1a(word)))))))
}

function step1a(word: string): string {
  if (word.endsWith('sses') || word.endsWith('ies')) return word.slice(0, -2)
  if (word.endsWith('s') && !word.endsWith('ss')) return word.slice(0, -1)
  return word
}

function step1b(word: string): string {
  if (word.endsWith('eed')) {
    return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word
  }
  const ending = word.endsWith('ed') ? 2 : word.endsWith('ing') ? 3 : 0
  if (ending === 0 || !hasVowel(word.slice(0, -ending))) return word

  const rest = word.slice(0, -ending)
  if (/(at|bl|iz)$/.test(rest)) return rest + 'e'
  if (endsInDoubleConsonant(rest) && !/[lsz]$/.test(rest)) return rest.slice(0, -1)
  return measure(rest) === 1 && endsShort(rest) ? rest + 'e' : rest
}

function step1c(word: string): string {
  return word.endsWith('y') && hasVowel(word.slice(0, -1)) ? word.slice(0, -1) + 'i' : word
}

const step2 = (word: string) => replaceLongest(word, STEP_2)
const step3 = (word: string) => replaceLongest(word, STEP_3)

function replaceLongest(word: string, table: [string, string][]): string {
  const rule = table
    .filter(([ending]) => word.endsWith(ending))
    .reduce<[string, string] | null>((a, b) => (a && a[0].length >= b[0].length ? a : b), null)
  if (!rule) return word
  const rest = word.slice(0, -rule[0].length)
  return measure(rest) > 0 ? rest + rule[1] : word
}

function step4(word: string): string {
  let longest = ''
  for (const ending of STEP_4) {
    if (word.endsWith(ending) && ending.length > longest.length) longest = ending
  }
  if (longest === '') return word
  // "ion" is removed only after s or t.
  const cut = longest === 'sion' || longest === 'tion' ? 3 : longest.length
  const rest = word.slice(0, -cut)
  return measure(rest) > 1 ? rest : word
}

function step5(word: string): string {
  let result = word
  if (result.endsWith('e')) {
    const rest = result.slice(0, -1)
    const m = measure(rest)
    if (m > 1 || (m === 1 && !endsShort(rest))) result = rest
  }
  return result.endsWith('ll') && measure(result) > 1 ? result.slice(0, -1) : result
}

function isConsonant(word: string, i: number): boolean {
  switch (word[i]) {
    case 'a':
    case 'e':
    case 'i':
    case 'o':
    case 'u':
      return false
    case 'y':
      return i === 0 || !isConsonant(word, i - 1)
    default:
      return true
  }
}

/** Porter's measure: the number of vowel-consonant sequences. */
function measure(word: string): number {
  let count = 0
  for (let i = 1; i < word.length; i++) {
    if (isConsonant(word, i) && !isConsonant(word, i - 1)) count++
  }
  return count
}

function hasVowel(word: string): boolean {
  for (let i = 0; i < word.length; i++) if (!isConsonant(word, i)) return true
  return false
}

function endsInDoubleConsonant(word: string): boolean {
  const last = word.length - 1
  return last > 0 && word[last] === word[last - 1] && isConsonant(word, last)
}

/** Ends consonant, vowel, consonant other than w, x, y: "hop", not "snow". */
function endsShort(word: string): boolean {
  const last = word.length - 1
  if (last < 2) return false
  return (
    isConsonant(word, last) &&
    !isConsonant(word, last - 1) &&
    isConsonant(word, last - 2) &&
    !/[wxy]$/.test(word)
  )
}
