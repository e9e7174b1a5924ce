import { compareText } from '#core/text/compare-text.ts'
import type { EntityKind } from '#core/article.ts'
import { MAX_HOLDERS } from '#core/graph.ts'
import type { NameForm, Typed } from './name-index.ts'
import type { NameCandidate } from './name-ranking.ts'

/** The entities with exactly this name, as `GraphStore.holders` promises. */
export function holdersAmong<T extends NameCandidate>(
  candidates: Iterable<T>,
  typed: Typed,
  wanted: EntityKind | null,
): T[] {
  if (typed.words.length === 0) return []
  const found = [...candidates].filter(
    ({ kind, forms }) => kind === (wanted ?? kind) && forms.some((form) => isPart(form, typed)),
  )
  const called = found.filter(({ kind, forms }) => forms.some((form) => isName(form, kind, typed)))
  return (called.length > 0 ? called : found)
    .sort((a, b) => b.articles - a.articles || compareText(a.id, b.id))
    .slice(0, MAX_HOLDERS)
}

/** As whole words in a row. */
const isPart = (form: NameForm, { whole }: Typed) => `${form.words} `.includes(`${whole} `)

function isName({ words }: NameForm, kind: EntityKind, typed: Typed): boolean {
  if (words === typed.whole) return true
  return kind === 'person' && typed.words.length === 1 && words.endsWith(typed.whole)
}
