import type { ArticleView, EvidencePage, HitPage, TiePage } from '../wire.ts'
import { type ApiClient, pathOf } from './api-client.ts'

type Evidence = EvidencePage['items'][number]
type Hit = HitPage['items'][number]
type Tie = TiePage['items'][number]

/** Longer sentences are lists and tables. */
const MAX_SENTENCE = 600
const OPENING = 300

export const cut = (text: string, max = MAX_SENTENCE) =>
  text.length > max ? `${text.slice(0, max)}…` : text

/** A sentence with where it stands. */
export function toSentence(api: ApiClient, { article, sentence, text }: Evidence) {
  const { id, title, source, publishedAt } = article
  const link = api.link(`${pathOf`/article/${id}`}?s=${sentence}`)
  return { text: cut(text), article: { id, title: cut(title), source, publishedAt }, link }
}

/** An article of a list with the passages that match; where none is marked, how it begins. */
export async function toArticle(api: ApiClient, hit: Hit) {
  const { id, title, source, publishedAt, fragments } = hit
  const passages = fragments.map(({ text }) => cut(text))
  if (passages.length === 0) {
    const { body } = await api.get<ArticleView>(pathOf`/articles/${id}`)
    passages.push(cut(body, OPENING))
  }
  return {
    id,
    title: cut(title),
    source,
    publishedAt,
    passages,
    link: api.link(pathOf`/article/${id}`),
  }
}

/** A tie with its best sentence. */
export async function toTie(api: ApiClient, from: string, tie: Tie) {
  const { entity, sentences, articles, first, last, surprise } = tie
  const path = pathOf`/ties/${from}/${entity.id}`
  const found = await api.get<EvidencePage>(`${path}/evidence`, { size: 1, sort: 'best' })
  return {
    ...{ entity, sentences, articles, first, last, surprise },
    evidence: found.items.map((each) => toSentence(api, each)),
    link: api.link(pathOf`/tie/${from}/${entity.id}`),
  }
}
