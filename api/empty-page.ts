import { StoreError } from '#core/errors.ts'
import type { Page } from '#core/page.ts'

const GRAPH_SILENT =
  'The graph of names does not answer now, so it is not known whether there is such a name at all.'

/**
 * An empty list as it is, where the graph knows what it is asked for; null where it does not. Where the graph is
 * silent the list says so: half a system serves its half.
 */
export async function emptyPage<T>(
  page: Page<T>,
  known: Promise<unknown>,
): Promise<Page<T> | null> {
  try {
    return (await known) === null ? null : page
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    return { ...page, warnings: [...page.warnings, GRAPH_SILENT] }
  }
}
