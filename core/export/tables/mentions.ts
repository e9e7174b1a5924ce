import type { Mention } from '../../article.ts'
import type { ArticleView } from '../../search.ts'
import { column } from '../column.ts'
import { type Table, dateColumns } from '../table.ts'

export interface MentionRow {
  article: ArticleView
  mention: Mention
}

export const MENTIONS: Table<MentionRow> = {
  name: 'mentions',
  description: 'A row is a place in an article where a name stands.',
  columns: [
    column('article', 'text', 'The article', ({ article }) => article.id),
    ...dateColumns<MentionRow>(({ article }) => article.publishedAt),
    column('source', 'text', 'The outlet', ({ article }) => article.source),
    column('sentence', 'integer', 'The number of its sentence', ({ mention }) => mention.sentence),
    column('field', 'text', 'title, body or dateline', ({ mention }) => mention.field),
    column('start', 'integer', 'UTF-16 offset into that text', ({ mention }) => mention.start),
    column('end', 'integer', 'Where it ends', ({ mention }) => mention.end),
    column('surface', 'text', 'What is written there', ({ mention }) => mention.surface),
    column('kind', 'text', 'person, organization, country or place', ({ mention }) => mention.kind),
    column('entity', 'text', 'Whom it means', ({ mention }) => mention.entity),
    column('name', 'text', 'The full name that it stands for', ({ mention }) => mention.name),
    column('via', 'text', 'How it was found', ({ mention }) => mention.via),
    column('confidence', 'number', 'From 0 to 1', ({ mention }) => mention.confidence),
  ],
  key: ({ article, mention }) => `${article.id} ${mention.field} ${mention.start} ${mention.end}`,
}

export function mentionsOf(article: ArticleView): MentionRow[] {
  return article.mentions.map((mention) => ({ article, mention }))
}
