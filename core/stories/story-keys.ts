import { hashWords, mixed } from './word-hashes.ts'

/** Number of keys from the first words, since endings are cut more often than beginnings. */
const HEAD_WORDS = 70
const HEAD_KEYS = 8
const KEYS = 14

/** Maximum number of keys of a text. */
export const MOST_KEYS = 1 + KEYS

/** `keysOf` for a text. */
export const storyKeys = (body: string): number[] => keysOf(hashWords(body).hashes)

/**
 * Two near-copies share one of these keys in all but very few cases, other texts rarely. The first is the hash of all
 * words; the others are the least hashes of three words in a row (a bottom-k sketch), of the beginning and of the whole.
 */
export function keysOf(words: Int32Array): number[] {
  if (words.length < 3) return []
  const rows = new Int32Array(words.length - 2)
  for (let i = 0; i < rows.length; i++) rows[i] = rowAt(words, i)
  let all = 0
  for (const word of words) all = mixed(Math.imul(all, 31) + word)
  const keys = new Set([all, ...least(rows.subarray(0, HEAD_WORDS), HEAD_KEYS)])
  for (const key of least(rows, MOST_KEYS)) if (keys.size < MOST_KEYS) keys.add(key)
  return [...keys]
}

/** The hash of three words from `i`. */
function rowAt(words: Int32Array, i: number): number {
  const first = Math.imul(words[i]!, 31) + words[i + 1]!
  return mixed(Math.imul(first, 31) + Math.imul(words[i + 2]!, 7))
}

/** The smallest distinct hashes, ascending. */
function least(hashes: Int32Array, size: number): number[] {
  const found: number[] = []
  for (const hash of hashes) {
    if (found.length === size && hash >= found[size - 1]!) continue
    let at = found.length
    while (at > 0 && found[at - 1]! > hash) at--
    if (at > 0 && found[at - 1] === hash) continue
    found.splice(at, 0, hash)
    if (found.length > size) found.pop()
  }
  return found
}
