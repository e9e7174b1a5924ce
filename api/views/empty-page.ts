import { StoreError } from '#core/errors.ts'
import type { Page, Warning } from '#core/page.ts'

const GRAPH_IS_DOWN: Warning = {
  code: 'graph-down',
  message:
    'The graph of names does not answer now, so it is not known whether there is such a name at all.',
}

/**
 * The empty list where the graph knows its subject, null where it does not. Where the graph store is down the list
 * carries a warning instead: half a system serves its half.
 */
export async function emptyPage<P extends Page<unknown>>(
  page: P,
  known: Promise<unknown>,
): Promise<P | null> {
  try {
    return (await known) === null ? null : page
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    return { ...page, warnings: [...page.warnings, GRAPH_IS_DOWN] }
  }
}
