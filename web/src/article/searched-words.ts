import { highlighter } from '#core/text/highlight.ts'
import { parseQuery } from '#core/query/parse.ts'
import { positiveTerms } from '#core/query/terms.ts'
import type { Term } from '#core/query/tree.ts'
import { type Span, toSpans } from '../text/segments.ts'

/** Spans of a search's words in an article. */
export interface SearchedWords {
  title: Span[]
  body: Span[]
}

/** Uses the search store's own highlighter, so both find the same. */
export function searchedWords(
  q: string,
  article: { title: string; body: string } | null,
): SearchedWords {
  const terms = termsOf(q)
  if (!article || terms.length === 0) return { title: [], body: [] }
  const inField = (field: 'title' | 'body') =>
    highlighter(terms.filter((term) => term.field === null || term.field === field))
  return {
    title: toSpans(inField('title')(article.title)),
    body: toSpans(inField('body')(article.body)),
  }
}

/** Empty also if the query exceeds a limit. */
function termsOf(q: string): Term[] {
  try {
    return positiveTerms(parseQuery(q).query)
  } catch {
    return []
  }
}
