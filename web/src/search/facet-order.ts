/** Values of a facet by name, as they stood when the facet was last counted for the same search beside it. */
export interface FacetOrder {
  /** The search without what it asks of the facet. */
  rest: string
  values: string[]
}

/**
 * The order of a facet's rows: the chosen ones first, but a row stays in its place while only this facet is changed, even
 * one that is no longer among the most frequent, so that a second click does not meet another row.
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
