import type { DatabaseSync } from 'node:sqlite'
import type { Spelling } from '#core/search.ts'
import { editsAllowed, nearestWords, rankSpellings } from '../../shared/spelling-ranking.ts'

/** Candidates counted for one word. */
const COUNTED = 16

/*
 * A stem begins like its words, so a key range finds all words with the same first letter. One
 * wrong letter leaves the first two or the last two unchanged.
 */
const LIKE = `
  select distinct word from word
  where stem >= :from and stem < :to and length(word) between :shortest and :longest
    and (substr(word, 1, 2) = :head or substr(word, -2) = :tail)`

/** Finds words of the archive spelled like the typed ones, with their number of articles. */
export function createSpellings(db: DatabaseSync) {
  const like = db.prepare(LIKE)
  const counted = db.prepare('select count(*) as articles from fulltext where fulltext match ?')

  function spellingsOf(typed: string): Spelling[] {
    const edits = editsAllowed(typed)
    if (edits === 0) return []
    const first = typed.codePointAt(0)!
    const candidates = like.all({
      from: String.fromCodePoint(first),
      to: String.fromCodePoint(first + 1),
      shortest: typed.length - edits,
      longest: typed.length + edits,
      head: typed.slice(0, 2),
      tail: typed.slice(-2),
    }) as { word: string }[]
    const near = nearestWords(
      typed,
      candidates.map(({ word }) => word),
      COUNTED,
    )
    const found = near.map((word) => ({
      word,
      ...(counted.get(`"${word}"`) as { articles: number }),
    }))
    return rankSpellings(typed, found)
  }

  return (words: readonly string[]): Spelling[][] => words.map(spellingsOf)
}
