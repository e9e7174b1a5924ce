import type { EntityKind } from '../../article.ts'
import type { ArticleView } from '../../search.ts'
import { type Column, column, extraColumn } from '../column.ts'
import { type Table, dateColumns } from '../table.ts'

export const ARTICLES: Table<ArticleView> = {
  name: 'articles',
  description: 'A row is an article.',
  columns: [
    column('id', 'text', 'The article', ({ id }) => id),
    column('title', 'text', 'Its title as written', ({ title }) => title),
    ...dateColumns<ArticleView>(({ publishedAt }) => publishedAt),
    column('source', 'text', 'The outlet', ({ source }) => source),
    column('authors', 'list', 'Who wrote it', ({ authors }) => authors),
    column('place', 'text', 'The city of its dateline', ({ place }) => place),
    column('url', 'text', 'Where it was published', ({ url }) => url),
    column('language', 'text', 'BCP 47', ({ language }) => language),
    column('story', 'text', 'Articles that are copies of one text share it', ({ story }) => story),
    idsOf('people', 'person'),
    idsOf('organizations', 'organization'),
    idsOf('countries', 'country'),
    column('sentences', 'integer', 'Sentences, with the title', (row) => row.sentences.length),
    column('characters', 'integer', 'UTF-16 units of its text', ({ body }) => body.length),
    extraColumn('names', 'list', 'Names of all its entities, strongest first', ({ entities }) =>
      entities.map(({ name }) => name),
    ),
    extraColumn('body', 'text', 'Its text', ({ body }) => body),
  ],
  key: ({ id }) => id,
}

function idsOf(name: string, kind: EntityKind): Column<ArticleView> {
  return column(name, 'list', 'Ids, strongest first', ({ entities }) =>
    entities.filter((entity) => entity.kind === kind).map(({ id }) => id),
  )
}
