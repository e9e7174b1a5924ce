import { compareText } from '#core/text/compare-text.ts'
import { ENTITY_KINDS } from '#core/article.ts'
import { createTopK, topK } from './top-k.ts'
import { type NameForm, matches, type NamedEntity, type Typed } from './name-index.ts'

/** The compared part of an entity, wherever it is kept. */
export type NameCandidate = Omit<NamedEntity, 'row'>

interface NameMatch<T extends NameCandidate> {
  entity: T
  /** Closeness of its closest form. */
  closeness: number
}

/**
 * The best entities that match what was typed: exact names first, then by articles. Each kind has a
 * share of the places, so that a crowd of one kind does not hide the others.
 */
export function bestMatches<T extends NameCandidate>(
  entities: T[],
  typed: Typed,
  size: number,
): T[] {
  const best = {
    person: createTopK<NameMatch<T>>(size, compareMatches),
    organization: createTopK<NameMatch<T>>(size, compareMatches),
    country: createTopK<NameMatch<T>>(size, compareMatches),
  }
  for (const entity of entities) best[entity.kind].offer(toMatch(entity, typed))
  const byKind = ENTITY_KINDS.map((kind) => best[kind].items)
  return share(byKind, size).map(({ entity }) => entity)
}

/**
 * The form that matched: the closest to what was typed, then the entity's own name, then the most
 * frequent.
 */
export function matchedForm({ name, forms }: NameCandidate, typed: Typed): NameForm {
  const own = (form: NameForm) => Number(form.name === name)
  const [form] = forms
    .filter((form) => matches(form, typed))
    .sort(
      (x, y) =>
        closenessOf(y, typed) - closenessOf(x, typed) ||
        own(y) - own(x) ||
        y.count - x.count ||
        compareText(x.name, y.name),
    )
  return form!
}

function toMatch<T extends NameCandidate>(entity: T, typed: Typed): NameMatch<T> {
  let closeness = 0
  for (const form of entity.forms) closeness = Math.max(closeness, closenessOf(form, typed))
  return { entity, closeness }
}

/** 2 if the form is exactly what was typed, 1 if it differs in accents or capitals, else 0. */
function closenessOf(form: NameForm, typed: Typed): number {
  if (form.words !== typed.whole) return 0
  return form.name === typed.text ? 2 : 1
}

function compareMatches(x: NameMatch<NameCandidate>, y: NameMatch<NameCandidate>): number {
  return (
    y.closeness - x.closeness ||
    y.entity.articles - x.entity.articles ||
    compareText(x.entity.id, y.entity.id)
  )
}

function share<T extends NameCandidate>(byKind: NameMatch<T>[][], size: number): NameMatch<T>[] {
  const each = Math.floor(size / byKind.filter((list) => list.length > 0).length)
  const sure = byKind.flatMap((list) => list.slice(0, each))
  const others = byKind.flatMap((list) => list.slice(each))
  return [...sure, ...topK(others, size - sure.length, compareMatches)].sort(compareMatches)
}
