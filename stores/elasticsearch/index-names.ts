import { MAPPING_VERSION } from './mapping.ts'

/** What the indexes and aliases of one archive are called. */
export interface Names {
  /** Aliases that searches go to. */
  articles: string
  entities: string
  /** The index of state documents. */
  state: string
}

/**
 * The two indexes that an archive is projected to; a rebuild makes the next generation beside them. Writes go through an alias of
 * each: a write to an index that is gone then fails instead of creating it.
 */
export interface Generation {
  target: string
  articles: string
  entities: string
}

export const DEFAULT_PREFIX = 'dateline'

export function namesOf(prefix: string): Names {
  return {
    articles: `${prefix}-articles`,
    entities: `${prefix}-entities`,
    state: `${prefix}-state`,
  }
}

export function generationOf(names: Names, target: string): Generation {
  const suffix = `v${MAPPING_VERSION}-${target}`
  return {
    target,
    articles: `${names.articles}-${suffix}`,
    entities: `${names.entities}-${suffix}`,
  }
}

export const writeAlias = (index: string) => `${index}-write`
