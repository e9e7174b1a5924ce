import { toQuote } from '../../quote.ts'
import type { ArticleView, Quote } from '../../search.ts'
import { column } from '../column.ts'
import { type Table, dateColumns } from '../table.ts'

/** A quotation; its speaker may be named by nobody, or be nobody whom the archive knows. */
export interface QuoteRow extends Omit<Quote, 'speaker'> {
  speaker: { id: string | null; name: string } | null
}

export const QUOTES: Table<QuoteRow> = {
  name: 'quotes',
  description: 'A row is what somebody is reported to have said.',
  columns: [
    column('article', 'text', 'The article', ({ article }) => article.id),
    column('title', 'text', 'Its title', ({ article }) => article.title),
    ...dateColumns<QuoteRow>(({ article }) => article.publishedAt),
    column('source', 'text', 'The outlet', ({ article }) => article.source),
    column(
      'sentence',
      'integer',
      'The number of the one that says who said it',
      (row) => row.sentence,
    ),
    column('speaker', 'text', 'The id of who said it', ({ speaker }) => speaker?.id ?? null),
    column('speakerName', 'text', 'Their name', ({ speaker }) => speaker?.name ?? null),
    column('written', 'text', 'Who said it, as it is written', (row) => row.source),
    column('cue', 'text', 'The words that say so', ({ cue }) => cue),
    column('content', 'text', 'What was said', ({ content }) => content),
    column('direct', 'boolean', 'Whether any of it is in quotation marks', ({ direct }) => direct),
    column('confidence', 'number', 'From 0 to 1', ({ confidence }) => confidence),
    column('text', 'text', 'The sentences that it stands in', ({ text }) => text),
  ],
  key: ({ article, sentence, spans }) =>
    `${article.id} ${sentence} ${spans.map(({ start }) => start).join(' ')}`,
}

/** All quotations of an article, as they stand in it. */
export function quotesOf(view: ArticleView): QuoteRow[] {
  const { id, title, publishedAt, source, mentions, quotations, sentences } = view
  return quotations.map((quotation) => {
    const by = quotation.speaker === null ? null : mentions[quotation.speaker]!
    return {
      article: { id, title, publishedAt, source },
      speaker: by && { id: by.entity, name: by.name },
      ...toQuote(quotation, view, sentences),
    }
  })
}
