import type { AnalysisShelf } from '#core/analysis/analysis.ts'
import type { DecisionDesk } from '#core/decisions/desk.ts'
import type { GraphStore } from '#core/graph.ts'
import type { Notebook } from '#core/notebook.ts'
import type { SearchStore } from '#core/search.ts'

/** Both stores of one archive; closing them here closes what they share. */
export interface Stores {
  search: SearchStore
  graph: GraphStore
  /** Display names of the backends. */
  names: { search: string; graph: string }
  /** For decisions on names; null without an archive. */
  desk?: DecisionDesk | null
  /** For notebooks kept next to the archive; null without one. */
  notebook?: Notebook | null
  /** Results of `dateline analyse`; null without an archive. */
  analysis?: AnalysisShelf | null
  /**
   * Opens the stores fixed at the state of their first answer until they are closed. Absent if the
   * engines cannot hold a state: their answers then say what state they are of.
   */
  snapshot?: () => Promise<Pick<Stores, 'search' | 'graph' | 'close'>>
  close(): Promise<void>
}
