import { surprise } from '#core/graph.ts'
import { TIE_ORDERS, firstOf } from './tie-ranking.ts'

/* An entity tied to one of several namesakes, as a fact that tells them apart in suggestions. */

export interface Companion {
  id: string
  name: string
  /** Sentences that name it, with or without the entity. */
  alone: number
  sentences: number
  articles: number
  stories: number
}

/**
 * The companion with the highest surprise; null if there is none. `own` and `all` count sentences.
 */
export function companionFact(ties: Companion[], own: number, all: number): string | null {
  const ranked = ties.map((tie) => {
    return {
      ...tie,
      last: null,
      strength: 0,
      surprise: surprise(tie.sentences, own, tie.alone, all),
    }
  })
  const [first] = firstOf(ranked, TIE_ORDERS.surprise, 1)
  return first ? `with ${first.name}` : null
}

export function roleFact(role: { title: string; former: boolean | number; name: string }): string {
  return `${role.former ? 'former ' : ''}${role.title}, ${role.name}`
}
