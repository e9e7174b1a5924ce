/** A facet's values in the order of their last display, for the same search apart from this facet. */
export interface FacetOrder {
  /** The search without its conditions on the facet. */
  rest: string
  values: string[]
}

/**
 * Orders a facet's rows: chosen ones first, but rows keep their places while only this facet changes, even those no
 * longer among the most frequent, so that a second click does not hit another row.
 */
export function inOrder(
  before: FacetOrder | null,
  { rest, values }: FacetOrder,
  isChosen: (value: string) => boolean,
): FacetOrder {
  const known = before?.rest === rest ? before.values : []
  const added = values.filter((value) => !known.includes(value))
  const first = known.length === 0 ? added.filter(isChosen) : []
  return { rest, values: [...known, ...first, ...added.filter((value) => !first.includes(value))] }
}
