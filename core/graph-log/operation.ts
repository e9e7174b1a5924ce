import type { EntityKind } from '../article.ts'
import type { TieSort } from '../graph.ts'

/** Days, months or years ("2023-06"), both ends inclusive. */
export interface Span {
  from: string
  to: string
}

/**
 * One step in the making of a graph: whatever changes what is seen, or where it stands. A graph is the list of its steps,
 * and the list is its address; `codec.ts` has the letters.
 */
export type Operation =
  /** Adds an entity. */
  | { op: 'add'; id: string }
  /** Adds an entity's `count` strongest ties not shown yet; null means the graph's measure and kinds. */
  | { op: 'expand'; id: string; count: number; sort: TieSort | null; kinds: EntityKind[] | null }
  /** Adds the entities on the `count` best routes between two entities. */
  | { op: 'paths'; a: string; b: string; count: number }
  /** Adds those of these that are missing and shows the ties among them, whatever the minimum. */
  | { op: 'reveal'; ids: string[] }
  | { op: 'hide'; ids: string[] }
  /** Shows hidden or folded entities again. */
  | { op: 'show'; ids: string[] }
  /** Hides all other entities. */
  | { op: 'keep'; ids: string[] }
  /** Pins an entity at a position, in whole layout units. */
  | { op: 'pin'; id: string; x: number; y: number }
  | { op: 'unpin'; id: string }
  /** Folds the closest neighbours of an entity into it. */
  | { op: 'fold'; id: string }
  /** Sets the measure that ranks ties from here on. */
  | { op: 'measure'; sort: TieSort }
  /** Hides ties with fewer articles. */
  | { op: 'minimum'; articles: number }
  /** Counts only within a period; an empty end is open. */
  | { op: 'period'; from: string; to: string }
  /** Shows only entities of these kinds. */
  | { op: 'kinds'; kinds: EntityKind[] }
  /** Draws countries as entities or as badges. */
  | { op: 'countries' }
  /** Compares two periods; without periods, stops comparing. */
  | { op: 'compare'; periods: { earlier: Span; later: Span } | null }
  /** Redoes the layout of everything that is not pinned. */
  | { op: 'relax' }

/** Default number of entities that a step adds. */
export const USUAL_EXPAND = 12
/** More would be unreadable. */
export const MAX_EXPAND = 50
export const USUAL_PATHS = 3
