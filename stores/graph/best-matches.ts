import { ENTITY_KINDS } from '#core/article.ts'
import { foldedWords, isWhole, matches, type Form, type NamedEntity } from './name-index.ts'
import { compareRanks, type Rank } from './order.ts'

export interface Match {
  entity: NamedEntity
  /** The form that matched. */
  form: Form
  rank: Rank
}

/**
 * The best of the entities that match what was typed: names that are just that first, then by articles; each kind has
 * its share of the places, so that a crowd of one kind does not hide the others.
 */
export function bestMatches(entities: NamedEntity[], text: string, size: number): Match[] {
  const typed = foldedWords(text)
  const written = text.trim()
  const best = ENTITY_KINDS.map((): Match[] => [])
  for (const entity of entities) {
    keep(best[ENTITY_KINDS.indexOf(entity.kind)]!, toMatch(entity, typed, written), size)
  }
  return share(
    best.filter((matches) => matches.length > 0),
    size,
  )
}

function toMatch(entity: NamedEntity, typed: string[], written: string): Match {
  let best: { form: Form; rank: Rank } | undefined
  for (const form of entity.forms) {
    if (!matches(form, typed)) continue
    const own = form.name === entity.name ? 1 : 0
    const rank: Rank = [closeness(form, typed, written), own, form.count, form.name]
    if (!best || compareRanks(rank, best.rank) < 0) best = { form, rank }
  }
  if (!best) throw new Error(`no name of ${entity.id} matches`)
  return { entity, form: best.form, rank: [best.rank[0], entity.articles, entity.id] }
}

/** 2 if it is what was typed to the letter, 1 if it is with other accents or capitals, 0 if it is longer. */
function closeness(form: Form, typed: string[], written: string): number {
  if (form.name === written) return 2
  return isWhole(form, typed) ? 1 : 0
}

/** Keeps the list sorted and no longer than `size`. */
function keep(list: Match[], match: Match, size: number) {
  const last = list[size - 1]
  if (size === 0 || (last && compareRanks(last.rank, match.rank) < 0)) return
  const at = list.findIndex(({ rank }) => compareRanks(match.rank, rank) < 0)
  list.splice(at < 0 ? list.length : at, 0, match)
  if (list.length > size) list.pop()
}

function share(byKind: Match[][], size: number): Match[] {
  const each = Math.floor(size / byKind.length)
  const sure = byKind.flatMap((list) => list.slice(0, each))
  const others = byKind.flatMap((list) => list.slice(each)).sort(byRank)
  return [...sure, ...others.slice(0, size - sure.length)].sort(byRank)
}

const byRank = (x: Match, y: Match) => compareRanks(x.rank, y.rank)
