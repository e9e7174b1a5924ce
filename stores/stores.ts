import type { AnalysisShelf } from '#core/analysis/analysis.ts'
import type { DecisionDesk } from '#core/decisions/desk.ts'
import type { OpenFileOf } from '#core/export/open-file.ts'
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
   * Opens a file that is of one state from its start to its end. Absent if the engines cannot hold a
   * state: their answers then say what state they are of.
   */
  openFile?: OpenFileOf
  close(): Promise<void>
}
