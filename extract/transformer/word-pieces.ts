import type { Vocabulary } from './vocabulary.ts'

/** Size of the cache; news repeats most words. */
const KEPT = 1 << 16

/** The ids of the pieces of a word; at least one. */
export type WordPieces = (word: string) => readonly number[]

/** WordPiece tokenization as in BERT: punctuation and ideographs are separate, the rest is split greedily into the longest known pieces. */
export function createWordPieces(vocabulary: Vocabulary): WordPieces {
  const kept = new Map<string, readonly number[]>()
  return (word) => {
    const known = kept.get(word)
    if (known) return known
    const pieces = parts(normalized(word, vocabulary)).flatMap((part) => cut(part, vocabulary))
    if (pieces.length === 0) pieces.push(vocabulary.unknown)
    if (kept.size >= KEPT) kept.clear()
    kept.set(word, pieces)
    return pieces
  }
}

function normalized(word: string, { lowerCase, stripAccents }: Vocabulary): string {
  const visible = word.replace(/[\p{Cc}\p{Cf}\uFFFD]/gu, '')
  const cased = lowerCase ? visible.toLowerCase() : visible
  return stripAccents ? cased.normalize('NFD').replace(/\p{Mn}/gu, '') : cased
}

/** Punctuation as BERT defines it: all ASCII symbols, including "$" and "+", and Unicode punctuation. */
const PART = /[!-/:-@[-`{-~\p{P}\p{Script=Han}]|[^!-/:-@[-`{-~\p{P}\p{Script=Han}\s]+/gu

const parts = (word: string): string[] => word.match(PART) ?? []

/** Greedy longest match; the whole part is unknown if a piece is missing. */
function cut(part: string, { pieces, prefix, longestWord, unknown }: Vocabulary): number[] {
  const letters = [...part]
  if (letters.length > longestWord) return [unknown]
  const ids: number[] = []
  for (let from = 0; from < letters.length;) {
    let to = letters.length
    let id: number | undefined
    while (to > from && id === undefined) {
      const piece = letters.slice(from, to).join('')
      id = pieces.get(from === 0 ? piece : prefix + piece)
      if (id === undefined) to--
    }
    if (id === undefined) return [unknown]
    ids.push(id)
    from = to
  }
  return ids
}
