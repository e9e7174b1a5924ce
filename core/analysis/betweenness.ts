import type { Neighbourhood } from './analysed-graph.ts'

/**
 * Betweenness centrality (Brandes 2001), normalized to 0–1: the share of shortest paths between other names that pass
 * through a name. Computed from `sources` only, as a sample of all names; yields the number of sources done. Graphology's
 * implementation counts paths in 32 bits, which can overflow here, and allocates a list per name and source.
 */
export function* betweenness(
  { starts, neighbours }: Neighbourhood,
  sources: readonly number[],
): Generator<number, Float64Array> {
  const order = starts.length - 1
  const score = new Float64Array(order)
  const hops = new Int32Array(order)
  const ways = new Float64Array(order)
  const share = new Float64Array(order)
  const reached = new Uint32Array(order)
  for (const [done, source] of sources.entries()) {
    hops.fill(-1)
    ways.fill(0)
    share.fill(0)
    hops[source] = 0
    ways[source] = 1
    reached[0] = source
    let end = 1
    for (let at = 0; at < end; at++) {
      const name = reached[at]!
      for (let i = starts[name]!; i < starts[name + 1]!; i++) {
        const other = neighbours[i]!
        if (hops[other] === -1) {
          hops[other] = hops[name]! + 1
          reached[end++] = other
        }
        if (hops[other] === hops[name]! + 1) ways[other]! += ways[name]!
      }
    }
    for (let at = end - 1; at > 0; at--) {
      const name = reached[at]!
      const passed = (1 + share[name]!) / ways[name]!
      for (let i = starts[name]!; i < starts[name + 1]!; i++) {
        const other = neighbours[i]!
        if (hops[other] === hops[name]! - 1) share[other]! += ways[other]! * passed
      }
      score[name]! += share[name]!
    }
    yield done + 1
  }
  // A name cannot be an endpoint of the pairs it lies between.
  const pairs = (sources.length / order) * (order - 1) * (order - 2)
  return score.map((each) => (pairs > 0 ? each / pairs : 0))
}
