import { compareText } from '#core/text/compare-text.ts'
import { editDistance } from '#core/text/nearest-name.ts'
import { MIN_MISSPELT, type Spelling } from '#core/search.ts'

const OFFERED = 5
/** Words from this length on may have two wrong letters. */
const LONG = 8

/** How many letters of a word may be wrong; 0 for short words, which resemble too many others. */
export function editsAllowed({ length }: string): number {
  if (length < MIN_MISSPELT) return 0
  return length < LONG ? 1 : 2
}

/** The candidates nearest to what was typed, itself excluded; at most `size`. */
export function nearestWords(typed: string, candidates: Iterable<string>, size: number): string[] {
  const allowed = editsAllowed(typed)
  return [...new Set(candidates)]
    .map((word) => ({ word, distance: editDistance(typed, word) }))
    .filter(({ distance }) => distance > 0 && distance <= allowed)
    .sort((a, b) => a.distance - b.distance || compareText(a.word, b.word))
    .slice(0, size)
    .map(({ word }) => word)
}

/** The nearest first, equally near ones by articles. */
export function rankSpellings(typed: string, found: Spelling[]): Spelling[] {
  const distance = ({ word }: Spelling) => editDistance(typed, word)
  return found
    .filter(({ articles }) => articles > 0)
    .sort(
      (a, b) => distance(a) - distance(b) || b.articles - a.articles || compareText(a.word, b.word),
    )
    .slice(0, OFFERED)
}
