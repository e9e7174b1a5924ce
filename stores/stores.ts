import type { GraphStore } from '#core/graph.ts'
import type { SearchStore } from '#core/search.ts'

/** Both stores of one archive; closing them here closes what they share. */
export interface Stores {
  search: SearchStore
  graph: GraphStore
  close(): Promise<void>
}
