import type { EntityRef, SharedNeighbours } from '#core/graph.ts'
import { type TieEnds, tieStrength } from '#core/graph/tie-strength.ts'
import { compareText } from '#core/text/compare-text.ts'
import { topK } from './top-k.ts'

/** An entity tied to two others, with the counts of both ties. */
export interface SharedTies extends EntityRef {
  /** Sentences that name it. */
  alone: number
  ties: [SharedTie, SharedTie]
}

interface SharedTie {
  sentences: number
  articles: number
  stories: number
  weight: number
}

/** `own` counts the sentences that name each of the two, `all` those of the archive. */
export function rankShared(
  shared: SharedTies[],
  ends: TieEnds,
  own: [number, number],
  all: number,
  size: number,
): SharedNeighbours {
  const ranked = shared.map((each) => {
    const [one, other] = each.ties.map(({ sentences, ...sources }, i) =>
      tieStrength({ together: sentences, a: own[i]!, b: each.alone, all }, sources, [
        ends[i]!,
        each.id,
      ]),
    )
    return { each, strength: Math.min(one!, other!) }
  })
  const found = topK(
    ranked,
    size,
    (x, y) => y.strength - x.strength || compareText(x.each.id, y.each.id),
  )
  return {
    items: found.map(({ each: { id, kind, name, ties } }) => ({
      entity: { id, kind, name },
      sentences: [ties[0].sentences, ties[1].sentences],
    })),
    total: shared.length,
  }
}
