import { ALL_CAPS, COMMON } from './flags.ts'
import type { Entry, Node } from '../gazetteer/gazetteer.ts'
import type { Token } from './tokens.ts'
import { wordOf } from './word.ts'

/** A gazetteer name over tokens `from` (inclusive) to `to` (exclusive). */
export interface GazetteerMatch {
  from: number
  to: number
  entry: Entry
}

/** The match that covers each token: leftmost-longest, case-sensitive except for text in capitals. */
export function findMatches(tokens: Token[], inCapitals: boolean): (GazetteerMatch | undefined)[] {
  const matches: (GazetteerMatch | undefined)[] = new Array<GazetteerMatch | undefined>(
    tokens.length,
  )
  for (let i = 0; i < tokens.length;) {
    const names = tokens[i]!.word.names
    const match = names && longestMatch(tokens, i, names, inCapitals)
    if (!match) {
      i++
      continue
    }
    matches.fill(match, match.from, match.to)
    i = match.to
  }
  return matches
}

function longestMatch(
  tokens: Token[],
  from: number,
  first: Node,
  inCapitals: boolean,
): GazetteerMatch | undefined {
  let found: GazetteerMatch | undefined
  let node: Node | undefined = first
  for (let to = from + 1; node; to++) {
    for (const entry of node.entries) {
      if (!matchesCase(tokens, from, entry, inCapitals)) continue
      found = { from, to, entry }
      break
    }
    if (!node.next || to >= tokens.length) break
    node = node.next.get(tokens[to]!.word.lower)
  }
  return found
}

function matchesCase(tokens: Token[], from: number, entry: Entry, inCapitals: boolean): boolean {
  for (let i = 0; i < entry.words.length; i++) {
    const { word } = tokens[from + i]!
    const own = entry.words[i]!
    if (word.text === own) continue
    const isUpper = (word.flags & ALL_CAPS) !== 0 && word.text === own.toUpperCase()
    if (!isUpper && word.lower !== own) return false
    if (!isUpper && own !== own.toLowerCase()) return false
    if (!inCapitals && !mayBeInCapitals(entry)) return false
  }
  return true
}

/** In prose "AZERBAIJAN" is the country, but "COACH" or "CHAD" may be anything. */
function mayBeInCapitals({ kind, words }: Entry): boolean {
  const first = words[0]!
  return kind !== 'organization' && first.length > 4 && (wordOf(first).flags & COMMON) === 0
}
