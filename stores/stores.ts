import type { AnalysisShelf } from '#core/analysis/analysis.ts'
import type { DecisionDesk } from '#core/decisions/desk.ts'
import type { GraphStore } from '#core/graph.ts'
import type { Notebook } from '#core/notebook.ts'
import type { SearchStore } from '#core/search.ts'

/** Both stores of one archive; closing them here closes what they share. */
export interface Stores {
  search: SearchStore
  graph: GraphStore
  /** What answers, by the names that people know it by. */
  names: { search: string; graph: string }
  /** Where people decide on names; none where the server has no archive. */
  desk?: DecisionDesk | null
  /** What people keep beside the archive; none where the server has no archive. */
  notebook?: Notebook | null
  /** What `dateline analyse` found out; none where the server has no archive. */
  analysis?: AnalysisShelf | null
  /**
   * The stores as they are at the first answer of each, whatever is written later, until they are closed. None where the
   * engines cannot hold a state: their answers then say what state they are of.
   */
  snapshot?: () => Promise<Pick<Stores, 'search' | 'graph' | 'close'>>
  close(): Promise<void>
}
