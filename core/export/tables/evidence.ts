import type { Evidence } from '../../search.ts'
import { column } from '../column.ts'
import { type Table, dateColumns } from '../table.ts'

export const EVIDENCE: Table<Evidence> = {
  name: 'evidence',
  description: 'A row is a sentence that names what was asked for.',
  columns: [
    column('article', 'text', 'The article', ({ article }) => article.id),
    column('title', 'text', 'Its title', ({ article }) => article.title),
    ...dateColumns<Evidence>(({ article }) => article.publishedAt),
    column('source', 'text', 'The outlet', ({ article }) => article.source),
    column(
      'sentence',
      'integer',
      'Its number in the article; 0 is the title',
      (row) => row.sentence,
    ),
    column('text', 'text', 'The sentence', ({ text }) => text),
    column('written', 'list', 'How the names are written in it', ({ text, spans }) =>
      spans.map(({ start, end }) => text.slice(start, end)),
    ),
  ],
  key: ({ article, sentence }) => `${article.id} ${sentence}`,
}
