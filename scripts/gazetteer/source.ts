import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

/** Reads a compressed source; throws an error that names a missing one. */
export function readGzip(path: string): string {
  try {
    return gunzipSync(readFileSync(path)).toString('utf8')
  } catch (cause) {
    throw new Error(`cannot read ${path}: name the folder of the sources as the first argument`, {
      cause,
    })
  }
}

/** By code units, so that the output is the same on every machine. */
export function sorted(names: Iterable<string>): string[] {
  return [...new Set(names)].sort()
}

const SMALL_WORDS = new Set(
  'of and the for in on to de la del des du et von van di da y e a'.split(' '),
)

/** Restores the case of upper-case sources: "BANK_OF_CHINA" becomes "Bank of China". */
export function restoreCase(words: string): string {
  return words
    .toLowerCase()
    .split(' ')
    .map((word, i) => (i > 0 && SMALL_WORDS.has(word) ? word : capitalized(word)))
    .join(' ')
}

function capitalized(word: string): string {
  return word.replace(/(^|[-(/]|^[od]')(\p{L})/gu, (_, before: string, letter: string) => {
    return before + letter.toUpperCase()
  })
}
