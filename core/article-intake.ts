import type { Article } from './article.ts'

/** An article sent from a browser or notebook: the HTML of a page, or the article's fields. */
export interface ArticleInput {
  html?: string | undefined
  title?: string | undefined
  body?: string | undefined
  /** A date in any form that the readers understand. */
  publishedAt?: string | undefined
  authors?: string[] | undefined
  source?: string | undefined
  place?: string | undefined
  language?: string | undefined
  url?: string | undefined
  id?: string | undefined
}

/** Result of reading an input: the article with warnings, or a sentence saying why it was refused. */
export type InputReading =
  | { article: Article; warnings: string[]; refused: null }
  | { article: null; warnings: string[]; refused: string }

/** `queued`: kept in a file next to the archive until the process that is writing the archive ends. */
export type IntakeOutcome = 'added' | 'changed' | 'unchanged' | 'barred' | 'queued'

/** Adds single articles to the archive of a running server. */
export interface ArticleIntake {
  read(input: ArticleInput): Promise<InputReading>
  /** The outcome is null if the input was refused. */
  add(input: ArticleInput): Promise<InputReading & { outcome: IntakeOutcome | null }>
  close(): Promise<void>
}
