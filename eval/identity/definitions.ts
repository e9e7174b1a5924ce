import type { Mention } from '#core/article.ts'
import { readReuters } from '../reuters.ts'
import { percent } from './percent.ts'
import type { ReadArticle } from './read-forms.ts'

/** "International Business Corp (IBC)": an acronym in parentheses after its long form. */
export interface Definition {
  long: string
  short: string
  /** Offsets of the parenthesis and of the short form. */
  bracket: number
  at: number
}

/** Outcome for definitions whose long form is a mention with an entity. */
export interface DefinitionScore {
  defined: number
  /** Definitions whose short form means the same entity wherever it occurs. */
  same: number
  /** Definitions whose short form means another entity somewhere. */
  others: { article: string; long: string; short: string; meant: string; got: string }[]
}

/**
 * Reports how many short forms that articles define lead to the right entity, and how many to
 * another.
 */
export function reportDefinitions(shared: string, articles: ReadArticle[]): string[][] {
  const bodies = new Map(readReuters(shared).map(({ id, body }) => [id, body]))
  const score: DefinitionScore = { defined: 0, same: 0, others: [] }
  for (const { id, reading } of articles) {
    scoreDefinitions({ id, body: bodies.get(id)!, mentions: reading.mentions }, score)
  }
  const { defined, same, others } = score
  return [
    [`short forms that articles define, ${defined}: as defined`, '', '', percent(same, defined)],
    ['short forms that articles define: another entity', '', '', percent(others.length, defined)],
  ]
}

const SHORT = /\(([\p{Lu}][\p{L}&.]{1,9})\)/gu
const FUNCTION = /^(?:of|and|for|the|on|in|to|de|la|du|des|et|y|e|&)$/i

export function findDefinitions(text: string): Definition[] {
  return [...text.matchAll(SHORT)].flatMap((found) => {
    const short = found[1]!
    const letters = short.replace(/[^\p{L}]/gu, '')
    if ((letters.match(/\p{Lu}/gu)?.length ?? 0) < 2 && letters.length > 5) return []
    const long = longFormBefore(text.slice(0, found.index), letters)
    return long ? [{ long, short, bracket: found.index, at: found.index + 1 }] : []
  })
}

/**
 * The nearest run of capitalised words that fits the letters as initials, in any order, or as
 * letters in order.
 */
function longFormBefore(before: string, letters: string): string | null {
  const tail = /(?:[^\s.;:()"]+\.?\s+)+$/u.exec(before.slice(-160))?.[0]
  const words = tail?.trim().split(/\s+/) ?? []
  for (let n = 2; n <= Math.min(words.length, 2 * letters.length + 2); n++) {
    const run = words.slice(-n)
    if (/^\p{Lu}/u.test(run[0]!) && fits(run, letters.toLowerCase())) return run.join(' ')
  }
  return null
}

function fits(words: string[], letters: string): boolean {
  const initials = words
    .filter((word) => !FUNCTION.test(word))
    .map((word) => word.charAt(0).toLowerCase())
  if (sorted(initials) === sorted([...letters])) return true
  if (initials[0] !== letters[0]) return false
  let at = 0
  for (const letter of words.join(' ').toLowerCase()) if (letter === letters[at]) at++
  return at === letters.length
}

const sorted = (letters: string[]) => letters.toSorted().join('')

/** Adds the definitions of one article to a score. */
export function scoreDefinitions(
  { id, body, mentions }: { id: string; body: string; mentions: Mention[] },
  score: DefinitionScore,
): void {
  const inBody = mentions.filter((mention) => mention.field === 'body')
  for (const { long, short, bracket, at } of findDefinitions(body)) {
    const meant = inBody.find(
      (mention) => mention.end <= bracket && bracket - mention.end <= 1 && mention.entity,
    )
    if (!meant) continue
    score.defined++
    const uses = inBody.filter(
      (mention) => mention.surface === short && mention.start >= at && mention.entity,
    )
    const other = uses.find(({ entity }) => entity !== meant.entity)
    if (other) {
      score.others.push({ article: id, long, short, meant: meant.entity!, got: other.entity! })
    } else if (uses.length > 0) score.same++
  }
}
