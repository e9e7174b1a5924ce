import { ENTITY_KINDS } from '#core/article.ts'
import type { ArticleChange, EntityChange, TieChange } from '#core/projection.ts'
import type { Shape } from './batches.ts'
import {
  byEnds,
  byId,
  toArticleRow,
  toEntityRow,
  toRemovalRow,
  toTieRemovalRow,
  toTieRow,
} from './rows.ts'
import {
  PUT_ARTICLES,
  PUT_ENTITIES,
  PUT_REDIRECTS,
  PUT_TIES,
  REMOVE_ARTICLES,
  REMOVE_ENTITIES,
  REMOVE_REDIRECTS,
  REMOVE_TIES,
} from './write-queries.ts'

/** A write query with its rows. */
export interface WriteStep {
  cypher: string
  rows: unknown[]
}

/** The article itself and, on average, the entities it names. */
const ROWS_OF_ARTICLE = 12

export const ENTITY_WRITES: Shape<EntityChange, WriteStep> = {
  key: ({ id }) => id,
  weigh: ({ content }) => 1 + (content?.roles.length ?? 0) + (content?.formerIds.length ?? 0),
  toSteps(changes) {
    const puts = ENTITY_KINDS.map((kind) => {
      const rows = changes.flatMap((change) =>
        change.content?.kind === kind ? toEntityRow(change, change.content) : [],
      )
      return { cypher: PUT_ENTITIES[kind], rows: rows.sort(byId) }
    })
    const removals = removalRows(changes)
    return withRows([
      ...puts,
      { cypher: PUT_REDIRECTS, rows: puts.flatMap(({ rows }) => rows) },
      { cypher: REMOVE_ENTITIES, rows: removals },
      { cypher: REMOVE_REDIRECTS, rows: removals },
    ])
  },
}

export const ARTICLES: Shape<ArticleChange, WriteStep> = {
  key: ({ id }) => id,
  weigh: () => ROWS_OF_ARTICLE,
  toSteps(changes) {
    const rows = changes.flatMap((change) =>
      change.content ? toArticleRow(change, change.content) : [],
    )
    return withRows([
      { cypher: PUT_ARTICLES, rows: rows.sort(byId) },
      { cypher: REMOVE_ARTICLES, rows: removalRows(changes) },
    ])
  },
}

export const TIE_WRITES: Shape<TieChange, WriteStep> = {
  key: ({ a, b }) => `${a} ${b}`,
  weigh: () => 1,
  toSteps(changes) {
    const rows = changes.flatMap((change) =>
      change.content ? toTieRow(change, change.content) : [],
    )
    const removals = changes.filter(({ content }) => content === null).map(toTieRemovalRow)
    return withRows([
      { cypher: PUT_TIES, rows: rows.sort(byEnds) },
      { cypher: REMOVE_TIES, rows: removals.sort(byEnds) },
    ])
  },
}

/** True for a step that may leave entities without an article. */
export const mayOrphan = ({ cypher }: WriteStep) =>
  cypher === REMOVE_ARTICLES || cypher === REMOVE_ENTITIES

function removalRows(changes: { id: string; rev: number; content: unknown }[]) {
  return changes
    .filter(({ content }) => content === null)
    .map(toRemovalRow)
    .sort(byId)
}

const withRows = (steps: WriteStep[]) => steps.filter(({ rows }) => rows.length > 0)
