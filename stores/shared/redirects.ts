import type { EntityRef, Redirect } from '#core/graph.ts'
import { toRef } from './tie-mapping.ts'

/** One of the entities that a former id may mean. */
export interface RedirectRow extends EntityRef {
  from: string
}

/** Expects rows in the order of `from`, then of ids. */
export function toRedirects(rows: RedirectRow[]): Redirect[] {
  return [...Map.groupBy(rows, ({ from }) => from)].map(([id, to]) => ({ id, to: to.map(toRef) }))
}
