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
  /** Adds the `count` strongest ties of an entity that are not there yet; by the graph's own measure and kinds if null. */
  | { op: 'expand'; id: string; count: number; sort: TieSort | null; kinds: EntityKind[] | null }
  /** Adds the names on the `count` best routes between two entities. */
  | { op: 'paths'; a: string; b: string; count: number }
  /** Adds what is missing of these, and shows the ties among them however few articles they have. */
  | { op: 'reveal'; ids: string[] }
  | { op: 'hide'; ids: string[] }
  /** Shows again what was hidden or folded. */
  | { op: 'show'; ids: string[] }
  /** Hides all others. */
  | { op: 'keep'; ids: string[] }
  /** Keeps an entity at a place, in whole units of the layout. */
  | { op: 'pin'; id: string; x: number; y: number }
  | { op: 'unpin'; id: string }
  /** Draws the names closest to an entity as one with it. */
  | { op: 'fold'; id: string }
  /** What ties are ranked by from here on. */
  | { op: 'measure'; sort: TieSort }
  /** Shows ties of so many articles or more. */
  | { op: 'minimum'; articles: number }
  /** Counts within a period alone; open at an end that is empty. */
  | { op: 'period'; from: string; to: string }
  /** Shows entities of these kinds alone. */
  | { op: 'kinds'; kinds: EntityKind[] }
  /** Draws countries as entities, or again as badges. */
  | { op: 'countries' }
  /** Shows what changed between two periods; without them, no longer. */
  | { op: 'compare'; periods: { earlier: Span; later: Span } | null }
  /** Lays everything out anew but what is pinned. */
  | { op: 'relax' }

/** Names that one step adds, unless it says otherwise. */
export const USUAL_EXPAND = 12
/** More make a picture that nobody reads. */
export const MAX_EXPAND = 50
export const USUAL_PATHS = 3
