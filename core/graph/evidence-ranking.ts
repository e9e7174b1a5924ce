import type { Page } from '../page.ts'
import { pageOfPlaces } from '../list-place.ts'
import { isContentWord, wordsBetween } from './joining-words.ts'
import type { Evidence, EvidenceQuery } from '../search.ts'
import { words } from '../text.ts'

/** Number of newest sentences that `best` ranks and lists. */
export const MAX_RANKED = 500

/** Number of top sentences chosen to differ from each other. */
const NOVEL = 20
/** Sentences that share at least this part of their words count as repeats. */
const ALIKE = 0.6
/** Distance in words between two names that halves the score. */
const HALF_GAP = 6
/** Much longer sentences are about more than how two names are related. */
const LONG = 45

/** Ranks sentences by what they say about how the names are related: names close, a verb between, not too long. */
export function bestFirst(newest: Evidence[], entities: EvidenceQuery['entities']): Evidence[] {
  const scored = newest
    .map((item, i) => ({ item, i, score: scoreOf(item, entities) }))
    .sort((x, y) => y.score - x.score || x.i - y.i)
    .map(({ item }) => item)
  return novelFirst(scored)
}

/**
 * A page of `best`; warns if only the newest sentences were ranked. `list` names it in cursors. The
 * total of a folded list counts stories.
 */
export function toBestPage(
  newest: Page<Evidence>,
  { entities, cursor, size, fold }: EvidenceQuery,
  list: string,
): Page<Evidence> {
  const best = bestFirst(newest.items, entities)
  const ranked = fold ? firstOfStories(best) : best
  const page = pageOfPlaces(ranked, {
    ...{ list, cursor, size, version: newest.version },
    keyOf: ({ article, sentence }) => `${article.id} ${sentence}`,
    toItem: (item) => item,
  })
  const isCut = newest.total.value > best.length
  const warning = {
    code: 'newest-ranked',
    message: `Only the newest ${MAX_RANKED} sentences are ranked and listed here; sorted by date, all are.`,
  }
  return {
    ...page,
    total: fold ? { ...page.total, relation: isCut ? 'gte' : 'eq' } : newest.total,
    warnings: isCut ? [...newest.warnings, warning] : newest.warnings,
  }
}

function firstOfStories(sentences: Evidence[]): Evidence[] {
  const first = new Map<string, Evidence>()
  for (const item of sentences) if (!first.has(item.story)) first.set(item.story, item)
  return [...first.values()]
}

function scoreOf(item: Evidence, entities: EvidenceQuery['entities']): number {
  const length = words(item.text).length
  const brevity = length > LONG ? LONG / length : 1
  // Titles rarely say how names are related.
  const body = item.sentence === 0 ? 0.8 : 1
  if (entities.length === 1) return brevity * body
  const between = wordsBetween(item, entities)
  if (!between) return 0
  const closeness = HALF_GAP / (HALF_GAP + between.length)
  return closeness * brevity * body * (between.some(looksLikeVerb) ? 1.5 : 1)
}

const VERBS = new Set(
  'said says told met meets held took gave made won lost left led leads spoke wrote sent sold sells bought buys agreed began urges backs owns runs rose fell put saw sees'.split(
    ' ',
  ),
)

function looksLikeVerb(word: string): boolean {
  return VERBS.has(word) || (word.length > 4 && /(?:ed|ing)$/.test(word) && isContentWord(word))
}

/** Moves sentences that repeat a higher one behind those that differ. */
function novelFirst(ranked: Evidence[]): Evidence[] {
  const shown: Evidence[] = []
  const shownWords: Set<string>[] = []
  const repeated: Evidence[] = []
  let i = 0
  for (; i < ranked.length && shown.length < NOVEL; i++) {
    const own = new Set(words(ranked[i]!.text).map(({ word }) => word))
    if (shownWords.some((other) => likeness(own, other) >= ALIKE)) {
      repeated.push(ranked[i]!)
      continue
    }
    shown.push(ranked[i]!)
    shownWords.push(own)
  }
  return [...shown, ...repeated, ...ranked.slice(i)]
}

/** The share of all their words that two sentences have in common (Jaccard). */
function likeness(one: Set<string>, other: Set<string>): number {
  let shared = 0
  for (const word of one) if (other.has(word)) shared++
  return shared / Math.max(1, one.size + other.size - shared)
}
