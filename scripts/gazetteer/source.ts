import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

/** The text of a compressed source; says which one is missing. */
export function readGzip(path: string): string {
  try {
    return gunzipSync(readFileSync(path)).toString('utf8')
  } catch (cause) {
    throw new Error(`cannot read ${path}: name the folder of the sources as the first argument`, {
      cause,
    })
  }
}

/** By code units, so that every machine writes the same file. */
export function sorted(names: Iterable<string>): string[] {
  return [...new Set(names)].sort()
}

const SMALL_WORDS = new Set(
  'of and the for in on to de la del des du et von van di da y e a'.split(' '),
)

/** The case that upper-case sources have lost: "BANK_OF_CHINA" is "Bank of China". */
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
