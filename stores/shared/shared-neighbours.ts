import type { EntityRef, SharedNeighbours } from '#core/graph.ts'
import { tieStrength } from '#core/tie-strength.ts'
import { compareText } from '#core/compare-text.ts'
import { topK } from './top-k.ts'

/** An entity that two others are tied to, with the counts of both ties. */
export interface SharedTies extends EntityRef {
  /** Stories that name it. */
  alone: number
  ties: [SharedTie, SharedTie]
}

interface SharedTie {
  sentences: number
  stories: number
}

/** `own` are the stories that name the two, `all` those of the archive. */
export function rankShared(
  shared: SharedTies[],
  own: [number, number],
  all: number,
  size: number,
): SharedNeighbours {
  const ranked = shared.map((each) => {
    const [one, other] = each.ties.map(({ stories }, i) =>
      tieStrength({ together: stories, a: own[i]!, b: each.alone, all }, stories),
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
