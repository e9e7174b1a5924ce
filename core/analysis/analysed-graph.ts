import type { EntityRef } from '../graph.ts'

/** A name to analyse, with its counts in the analysed graph. */
export interface AnalysedName extends EntityRef {
  sentences: number
  articles: number
}

/** A tie between two names, given by index. */
export interface AnalysedTie {
  a: number
  b: number
  weight: number
}

interface CountedTie {
  a: string
  b: string
  sentences: number
  articles: number
}

/** Names and the ties among them; ties to other names are left out. */
export interface AnalysedGraph {
  names: AnalysedName[]
  ties: AnalysedTie[]
}

export function toAnalysedGraph(names: AnalysedName[], ties: Iterable<CountedTie>): AnalysedGraph {
  const place = new Map(names.map(({ id }, i) => [id, i]))
  const known: AnalysedTie[] = []
  for (const tie of ties) {
    const [a, b] = [place.get(tie.a), place.get(tie.b)]
    if (a === undefined || b === undefined) continue
    known.push({ a, b, weight: weightOf(tie, names[a]!, names[b]!) })
  }
  return { names, ties: known }
}

/**
 * The weight of a tie: the share of sentences that both names have in common (the cosine of the two sets) times its
 * evidence, so that hubs do not attract every name they occur with.
 */
export function weightOf(
  { sentences, articles }: Pick<CountedTie, 'sentences' | 'articles'>,
  a: Pick<AnalysedName, 'sentences'>,
  b: Pick<AnalysedName, 'sentences'>,
): number {
  return (sentences / Math.sqrt(a.sentences * b.sentences)) * Math.log2(1 + articles)
}

/** Neighbours in compressed rows: those of name i are at `starts[i]` to `starts[i + 1]`. */
export interface Neighbourhood {
  starts: Uint32Array
  neighbours: Uint32Array
}

export function neighbourhoodOf({ names, ties }: AnalysedGraph): Neighbourhood {
  const starts = new Uint32Array(names.length + 1)
  for (const { a, b } of ties) {
    starts[a + 1]!++
    starts[b + 1]!++
  }
  for (let i = 0; i < names.length; i++) starts[i + 1]! += starts[i]!
  const neighbours = new Uint32Array(2 * ties.length)
  const next = starts.slice()
  for (const { a, b } of ties) {
    neighbours[next[a]!++] = b
    neighbours[next[b]!++] = a
  }
  return { starts, neighbours }
}
