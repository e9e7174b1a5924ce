import { ALL_CAPS, COMMON } from './flags.ts'
import type { Entry, Node } from '../gazetteer/gazetteer.ts'
import type { Token } from './tokens.ts'
import { wordOf } from './word.ts'

/** A known name over tokens `from` to `to`. */
export interface Mark {
  from: number
  to: number
  entry: Entry
}

/** For each token the known name it stands in: leftmost first, of those the longest, in its own case. */
export function scan(tokens: Token[], inCapitals: boolean): (Mark | undefined)[] {
  const marks: (Mark | undefined)[] = new Array<Mark | undefined>(tokens.length)
  for (let i = 0; i < tokens.length;) {
    const names = tokens[i]!.word.names
    const mark = names && longest(tokens, i, names, inCapitals)
    if (!mark) {
      i++
      continue
    }
    marks.fill(mark, mark.from, mark.to)
    i = mark.to
  }
  return marks
}

function longest(
  tokens: Token[],
  from: number,
  first: Node,
  inCapitals: boolean,
): Mark | undefined {
  let found: Mark | undefined
  let node: Node | undefined = first
  for (let to = from + 1; node; to++) {
    for (const entry of node.entries) {
      if (!isWritten(tokens, from, entry, inCapitals)) continue
      found = { from, to, entry }
      break
    }
    if (!node.next || to >= tokens.length) break
    node = node.next.get(tokens[to]!.word.lower)
  }
  return found
}

function isWritten(tokens: Token[], from: number, entry: Entry, inCapitals: boolean): boolean {
  for (let i = 0; i < entry.words.length; i++) {
    const { word } = tokens[from + i]!
    const own = entry.words[i]!
    if (word.text === own) continue
    const shouted = (word.flags & ALL_CAPS) !== 0 && word.text === own.toUpperCase()
    if (!shouted && word.lower !== own) return false
    if (!shouted && own !== own.toLowerCase()) return false
    if (!inCapitals && !mayBeShouted(entry)) return false
  }
  return true
}

/** "AZERBAIJAN said" in prose is the country; "COACH" or "CHAD" may be anything. */
function mayBeShouted({ kind, words }: Entry): boolean {
  const first = words[0]!
  return kind !== 'organization' && first.length > 4 && (wordOf(first).flags & COMMON) === 0
}
