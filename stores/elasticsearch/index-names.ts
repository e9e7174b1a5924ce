import { MAPPING_VERSION } from './mapping.ts'

/** What the indexes and aliases of one archive are called. */
export interface Names {
  /** Aliases that searches go to. */
  articles: string
  entities: string
  /** Index of the record of what is held. */
  state: string
}

/** The indexes of one filling. Written through aliases of their own: an index that is gone is then never made by accident. */
export interface Filling {
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

export function fillingOf(names: Names, target: string): Filling {
  const suffix = `v${MAPPING_VERSION}-${target}`
  return {
    target,
    articles: `${names.articles}-${suffix}`,
    entities: `${names.entities}-${suffix}`,
  }
}

export const writeAlias = (index: string) => `${index}-write`
