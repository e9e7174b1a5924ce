import type { EntityKind } from '#core/article.ts'
import type { Join } from '#core/identity/types.ts'

/** An entity of the registry: forms, and the articles in which they mean it. */
export interface RegistryEntity {
  id: string
  kind: EntityKind
  name: string
  /** Ids, ascending. */
  forms: string[]
  /** Rows of articles, ascending. */
  rows: number[]
}

/** The decision for a form in one article. */
export interface ArticleException {
  entity: string | null
  confidence: number
  why: string
}

/** By article row, then by form. */
export type Exceptions = Map<number, Map<string, ArticleException>>

/** Ids once given, with their order and form. */
export type Given = Map<string, { nth: number; form: string }>

export interface StoredCandidate {
  id: string
  question: 'same' | 'two'
  /** Entity ids. */
  entities: string[]
  reasons: string[]
  /** How many articles it concerns. */
  articles: number
  score: number
}

/** Which entity each form of each article is, for a whole archive. */
export interface Registry {
  /** By form, if the entity is not that of the form's own id; null for no entity. */
  assignments: Map<string, string | null>
  exceptions: Exceptions
  given: Given
  /** Ids that are no entity now, and the entities they may mean. */
  redirects: Map<string, string[]>
  /** Names of entities that are not simply the most frequent full name. */
  names: Map<string, string>
  joins: Join[]
  candidates: StoredCandidate[]
}

export function addException(
  exceptions: Exceptions,
  row: number,
  form: string,
  exception: ArticleException,
): void {
  const here = exceptions.get(row)
  if (here) here.set(form, exception)
  else exceptions.set(row, new Map([[form, exception]]))
}
