import type { Vocabulary } from './vocabulary.ts'

/** Words that are kept; news repeats most of its words. */
const KEPT = 1 << 16

/** Gives the pieces of a word by their numbers; at least one. */
export type WordPieces = (word: string) => readonly number[]

/** Cuts words as BERT does: signs and ideographs stand alone, the rest goes by the longest pieces that are known. */
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

/** Punctuation as BERT has it: all ASCII signs, "$" and "+" among them, and what Unicode calls so. */
const PART = /[!-/:-@[-`{-~\p{P}\p{Script=Han}]|[^!-/:-@[-`{-~\p{P}\p{Script=Han}\s]+/gu

const parts = (word: string): string[] => word.match(PART) ?? []

/** The longest known piece first, and so on to the end; one unknown piece where none fits. */
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
