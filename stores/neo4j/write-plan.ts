import { ENTITY_KINDS } from '#core/article.ts'
import type { ArticleChange, EntityChange, TieChange } from '#core/projection.ts'
import type { Shape } from './batches.ts'
import {
  byEnds,
  byId,
  toArticleRow,
  toEntityRow,
  toGoneRow,
  toGoneTieRow,
  toTieRow,
} from './rows.ts'
import {
  PUT_ARTICLES,
  PUT_ENTITIES,
  PUT_TIES,
  REMOVE_ARTICLES,
  REMOVE_ENTITIES,
  REMOVE_TIES,
} from './write-queries.ts'

/** A statement with its rows. */
export interface Step {
  statement: string
  rows: unknown[]
}

/** Rows that an article makes: it and whom it names. */
const ROWS_OF_ARTICLE = 12

export const ENTITIES: Shape<EntityChange, Step> = {
  key: ({ id }) => id,
  weigh: ({ content }) => 1 + (content?.roles.length ?? 0),
  toSteps(changes) {
    const puts = ENTITY_KINDS.map((kind) => {
      const rows = changes.flatMap((change) =>
        change.content?.kind === kind ? toEntityRow(change, change.content) : [],
      )
      return { statement: PUT_ENTITIES[kind], rows: rows.sort(byId) }
    })
    return withRows([...puts, { statement: REMOVE_ENTITIES, rows: goneRows(changes) }])
  },
}

export const ARTICLES: Shape<ArticleChange, Step> = {
  key: ({ id }) => id,
  weigh: () => ROWS_OF_ARTICLE,
  toSteps(changes) {
    const rows = changes.flatMap((change) =>
      change.content ? toArticleRow(change, change.content) : [],
    )
    return withRows([
      { statement: PUT_ARTICLES, rows: rows.sort(byId) },
      { statement: REMOVE_ARTICLES, rows: goneRows(changes) },
    ])
  },
}

export const TIES: Shape<TieChange, Step> = {
  key: ({ a, b }) => `${a} ${b}`,
  weigh: () => 1,
  toSteps(changes) {
    const rows = changes.flatMap((change) =>
      change.content ? toTieRow(change, change.content) : [],
    )
    const gone = changes.filter(({ content }) => content === null).map(toGoneTieRow)
    return withRows([
      { statement: PUT_TIES, rows: rows.sort(byEnds) },
      { statement: REMOVE_TIES, rows: gone.sort(byEnds) },
    ])
  },
}

/** True for a step that may leave an entity without an article. */
export const takesOut = ({ statement }: Step) =>
  statement === REMOVE_ARTICLES || statement === REMOVE_ENTITIES

function goneRows(changes: { id: string; rev: number; content: unknown }[]) {
  return changes
    .filter(({ content }) => content === null)
    .map(toGoneRow)
    .sort(byId)
}

const withRows = (steps: Step[]) => steps.filter(({ rows }) => rows.length > 0)
