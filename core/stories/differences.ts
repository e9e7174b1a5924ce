import { align } from './align.ts'

/** A piece of two texts: in both, or only in the first or the second. */
export interface TextPiece {
  in: 'both' | 'first' | 'second'
  text: string
}

/** Word-by-word differences of two texts, in order; pieces are separated by white space. */
export function differencesOf(first: string, second: string): TextPiece[] {
  const [a, b] = [wordsOf(first), wordsOf(second)]
  const codes = new Map<string, number>()
  const encode = (words: string[]) =>
    words.map((word) => codes.get(word) ?? codes.set(word, codes.size).get(word)!)
  const pieces: TextPiece[] = []
  const add = (place: TextPiece['in'], words: string[]) => {
    if (words.length > 0) pieces.push({ in: place, text: words.join(' ') })
  }
  let at = 0
  for (const replaced of align(encode(a), encode(b))) {
    add('both', a.slice(at, replaced.a[0]))
    add('first', a.slice(...replaced.a))
    add('second', b.slice(...replaced.b))
    at = replaced.a[1]
  }
  add('both', a.slice(at))
  return pieces
}

const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '')
