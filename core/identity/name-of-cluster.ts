import type { EntityKind } from '../article.ts'
import { compareText } from '../compare-text.ts'
import type { Form } from './types.ts'

/** The kind that most articles give an entity's forms. */
export function kindOfCluster(forms: Form[]): EntityKind {
  const articles = new Map<EntityKind, number>()
  for (const { kind, articles: n } of forms) articles.set(kind, (articles.get(kind) ?? 0) + n)
  return [...articles].sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]))[0]![0]
}

/** The most frequent full name; of an organization rather the written-out one than its acronym. */
export function nameOfCluster(forms: Form[]): string {
  const kind = kindOfCluster(forms)
  const own = forms.filter((form) => form.kind === kind)
  const most = Math.max(...own.map(({ articles }) => articles))
  const telling = own.filter(
    ({ name, articles }) => kind === 'person' || articles >= most / 20 || !isAcronym(name),
  )
  const full = telling.filter(({ name }) => kind === 'person' || !isAcronym(name))
  return [...(full.length > 0 ? full : own)].sort(
    (a, b) =>
      b.articles - a.articles || a.name.length - b.name.length || compareText(a.name, b.name),
  )[0]!.name
}

const isAcronym = (name: string) => /^[\p{Lu}.&-]{2,6}$/u.test(name)
