import { type Integer, int } from 'neo4j-driver'
import { compareText } from '#core/text/compare-text.ts'
import { sentenceCount, sentencesByName } from '#core/reading.ts'
import type {
  ArticleChange,
  EntityChange,
  ProjectedArticle,
  ProjectedEntity,
  ProjectedRole,
  ProjectedTie,
  TieChange,
} from '#core/projection.ts'
import { toForm } from '../shared/name-index.ts'

/*
 * Changes as query parameters. Integers are wrapped, because the driver sends every plain number as
 * a float.
 */

/** A removal, with the rev at which it happened. */
export interface RemovalRow {
  id: string
  rev: Integer
}

export const toRemovalRow = ({ id, rev }: { id: string; rev: number }): RemovalRow => ({
  id,
  rev: int(rev),
})

export function toEntityRow({ id, rev }: EntityChange, content: ProjectedEntity) {
  const { kind, name, aliases, articles, stories, sentences, first, last, roles } = content
  const { formerIds } = content
  const written = aliases.map((alias) => alias.name)
  // The name may be missing from the aliases if no article writes it in full.
  const names = written.includes(name) ? written : [...written, name]
  return {
    id,
    rev: int(rev),
    properties: {
      kind,
      name,
      aliases: written,
      aliasCounts: aliases.map(({ count }) => int(count)),
      folded: names.map((form) => toForm(form, 0).words),
      articles: int(articles),
      stories: int(stories),
      sentences: int(sentences),
      first,
      last,
      rev: int(rev),
    },
    roles: roles.map((role) => toRoleRow(role, rev)),
    formerIds,
  }
}

function toRoleRow({ of, sentences, sentence, ...role }: ProjectedRole, rev: number) {
  return {
    of,
    properties: { ...role, sentences: int(sentences), sentence: int(sentence), rev: int(rev) },
  }
}

export function toArticleRow({ id, rev }: ArticleChange, content: ProjectedArticle) {
  const { article, reading, story } = content
  const { title, publishedAt, source, url } = article
  const names = [...sentencesByName(reading)].map(([name, { sentences, mentions }]) => ({
    id: name,
    sentences: [...sentences].sort((x, y) => x - y).map((n) => int(n)),
    mentions: int(mentions),
  }))
  return {
    id,
    rev: int(rev),
    properties: {
      title,
      publishedAt,
      source,
      url,
      story,
      sentences: int(sentenceCount(reading)),
      rev: int(rev),
    },
    names: names.sort(byId),
  }
}

export function toTieRow({ a, b, rev }: TieChange, content: ProjectedTie) {
  const { sentences, articles, stories, weight, first, last, months, monthCounts } = content
  return {
    a,
    b,
    rev: int(rev),
    properties: {
      sentences: int(sentences),
      articles: int(articles),
      stories: int(stories),
      weight: int(weight),
      first,
      last,
      months,
      monthCounts: monthCounts.map((count) => int(count)),
      rev: int(rev),
    },
  }
}

export const toTieRemovalRow = ({ a, b, rev }: TieChange) => ({ a, b, rev: int(rev) })

export function byId(x: { id: string }, y: { id: string }): number {
  return compareText(x.id, y.id)
}

export function byEnds(x: { a: string; b: string }, y: { a: string; b: string }): number {
  return compareText(x.a, y.a) || compareText(x.b, y.b)
}
