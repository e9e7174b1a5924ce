import { ENTITY_KINDS } from '#core/article.ts'
import { createTopK, topK } from './top-k.ts'
import { type Form, matches, type NamedEntity, type Typed } from './name-index.ts'

/** What is compared: where it is kept does not matter. */
export type Candidate = Omit<NamedEntity, 'row'>

interface Match<T extends Candidate> {
  entity: T
  /** Of its closest form. */
  closeness: number
}

/**
 * The best of the entities that match what was typed: names that are just that first, then by articles; each kind has
 * its share of the places, so that a crowd of one kind does not hide the others.
 */
export function bestMatches<T extends Candidate>(entities: T[], typed: Typed, size: number): T[] {
  const best = {
    person: createTopK<Match<T>>(size, compareMatches),
    organization: createTopK<Match<T>>(size, compareMatches),
    country: createTopK<Match<T>>(size, compareMatches),
  }
  for (const entity of entities) best[entity.kind].offer(toMatch(entity, typed))
  const byKind = ENTITY_KINDS.map((kind) => best[kind].items)
  return share(byKind, size).map(({ entity }) => entity)
}

/** The form by which an entity was found: the closest to what was typed, then its own name, then the most frequent. */
export function matchedForm({ name, forms }: Candidate, typed: Typed): Form {
  const own = (form: Form) => Number(form.name === name)
  const [form] = forms
    .filter((form) => matches(form, typed))
    .sort(
      (x, y) =>
        closenessOf(y, typed) - closenessOf(x, typed) ||
        own(y) - own(x) ||
        y.count - x.count ||
        (x.name < y.name ? -1 : 1),
    )
  return form!
}

function toMatch<T extends Candidate>(entity: T, typed: Typed): Match<T> {
  let closeness = 0
  for (const form of entity.forms) closeness = Math.max(closeness, closenessOf(form, typed))
  return { entity, closeness }
}

/** 2 if the form is what was typed to the letter, 1 if it is with other accents or capitals, 0 if it is not. */
function closenessOf(form: Form, typed: Typed): number {
  if (form.words !== typed.whole) return 0
  return form.name === typed.text ? 2 : 1
}

function compareMatches(x: Match<Candidate>, y: Match<Candidate>): number {
  return (
    y.closeness - x.closeness ||
    y.entity.articles - x.entity.articles ||
    (x.entity.id < y.entity.id ? -1 : 1)
  )
}

function share<T extends Candidate>(byKind: Match<T>[][], size: number): Match<T>[] {
  const each = Math.floor(size / byKind.filter((list) => list.length > 0).length)
  const sure = byKind.flatMap((list) => list.slice(0, each))
  const others = byKind.flatMap((list) => list.slice(each))
  return [...sure, ...topK(others, size - sure.length, compareMatches)].sort(compareMatches)
}
