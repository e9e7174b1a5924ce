/*
 * Keys under which spellings of one name meet. Equal strict keys are one name in nearly every case; loose and consonant
 * keys also join names that are not the same (Jones and Jonas), and only bring them together to be compared.
 */

const STRICT: [RegExp, string][] = [
  [/dzh|dj/g, 'j'],
  [/tsch|tch/g, 'ch'],
  [/ck/g, 'k'],
  [/ph/g, 'f'],
  [/tz/g, 'ts'],
  [/w/g, 'v'],
  [/x/g, 'ks'],
  [/q/g, 'k'],
  [/ij/g, 'i'],
  [/j(?=[^aeiouy]|$)/g, 'i'],
  [/y/g, 'i'],
  [/^ie/g, 'e'],
  [/(.)\1+/g, '$1'],
  [/ian$|jan$/g, 'ian'],
]

/** Words come again and again, given names above all. */
const MOST_KEPT = 100_000
const kept = new Map<string, string>()

/** The key of one word in plain Latin letters. */
export function strictKey(word: string): string {
  const known = kept.get(word)
  if (known !== undefined) return known
  if (kept.size === MOST_KEPT) kept.clear()
  const key = toStrictKey(word)
  kept.set(word, key)
  return key
}

function toStrictKey(word: string): string {
  let key = word.replaceAll('-', '')
  for (const [from, to] of STRICT) key = key.replace(from, to)
  return key
}

/** The strict key with often confused letters merged: h, kh, gh and g; a and e; o and u. */
export function looseKey(word: string): string {
  return strictKey(word)
    .replace(/zh/g, 'j')
    .replace(/kh|gh|h/g, 'g')
    .replace(/e/g, 'a')
    .replace(/u/g, 'o')
    .replace(/([aio])[aio]+/g, '$1')
    .replace(/(.)\1+/g, '$1')
}

/** The loose key without vowels and with voiced and voiceless consonants merged. */
export function consonantKey(word: string): string {
  const key = looseKey(word)
    .replace(/k/g, 'g')
    .replace(/t/g, 'd')
    .replace(/p/g, 'b')
    .replace(/[aio]/g, '')
    .replace(/(.)\1+/g, '$1')
  return key || word
}
