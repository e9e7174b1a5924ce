import { MAPPING_VERSION } from './mapping.ts'

/** Names of the indexes and aliases of one archive. */
export interface Names {
  /** Aliases that searches go to. */
  articles: string
  entities: string
  /** The index of state documents. */
  state: string
}

/**
 * The two indexes that hold one projection of an archive; a rebuild creates the next generation
 * next to it. Writes go through aliases: writing to a deleted index then fails instead of creating
 * it.
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
