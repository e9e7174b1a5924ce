import type { EntityKind } from '../article.ts'
import { compareText } from '../text/compare-text.ts'
import type { Counted, Form } from './types.ts'

/** The kind given by most articles. */
export function kindOfCluster(forms: Form[]): EntityKind {
  const articles = new Map<EntityKind, number>()
  for (const { kind, articles: n } of forms) articles.set(kind, (articles.get(kind) ?? 0) + n)
  return [...articles].sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]))[0]![0]
}

/** The most frequent full name; for organizations the written-out name is preferred to the acronym. */
export function nameOfCluster(forms: Form[]): string {
  const kind = kindOfCluster(forms)
  const names = forms
    .filter((form) => form.kind === kind)
    .flatMap((form) => [{ value: form.name, articles: form.articles }, ...writtenOut(form)])
  const full = names.filter(({ value }) => kind === 'person' || !isAcronym(value))
  return [...(full.length > 0 ? full : names)].sort(
    (a, b) =>
      b.articles - a.articles || a.value.length - b.value.length || compareText(a.value, b.value),
  )[0]!.value
}

/** The long names that articles define for an acronym. */
function writtenOut({ name, variants }: Form): Counted[] {
  return isAcronym(name) ? variants.filter(({ value }) => value.includes(' ')) : []
}

const isAcronym = (name: string) => /^[\p{Lu}.&-]{2,6}$/u.test(name)
