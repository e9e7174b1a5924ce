import type { Article } from './article.ts'

/** What one hands in from a browser or notebook: the HTML of a page, or an article's fields. */
export interface ArticleInput {
  html?: string | undefined
  title?: string | undefined
  body?: string | undefined
  /** Any way to write a date that the readers know. */
  publishedAt?: string | undefined
  authors?: string[] | undefined
  source?: string | undefined
  place?: string | undefined
  language?: string | undefined
  url?: string | undefined
  id?: string | undefined
}

/** What a reader makes of an input: the article with warnings, or the sentence that says why it is none. */
export type InputReading =
  | { article: Article; warnings: string[]; refused: null }
  | { article: null; warnings: string[]; refused: string }

/** `queued`: kept in a file beside the archive until the process that writes the archive has ended. */
export type IntakeOutcome = 'added' | 'changed' | 'unchanged' | 'barred' | 'queued'

/** Takes single articles into the archive of a running server. */
export interface ArticleIntake {
  read(input: ArticleInput): Promise<InputReading>
  /** The outcome is null where the input was refused. */
  add(input: ArticleInput): Promise<InputReading & { outcome: IntakeOutcome | null }>
  close(): Promise<void>
}
