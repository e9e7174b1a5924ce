import type { EntityKind } from '#core/article.ts'
import { compareText } from '#core/text/compare-text.ts'
import { groupCopies } from '#core/stories/group-copies.ts'
import { byPublication, isNearCopy, toStoryText } from '#core/stories/near-copy.ts'
import { MAX_ENTITIES_OF_TIE } from '#core/graph/ties.ts'
import type { Story } from '#tests/builders.ts'

export interface Spread {
  sentences: number
  articles: number
  stories: number
  first: string | null
  last: string | null
  /** Weight of the tie of two, in sixtieths: the sum over their sentences of 1 ÷ (names − 1). */
  weight?: number
}

/** A naive graph of some stories: every answer goes through all sentences. */
export interface NaiveGraph {
  sentences: number
  stories: number
  /** All entities named in sentences, ordered by id. */
  entities: { id: string; kind: EntityKind }[]
  /** The sentences that name all of these. */
  spread(...ids: string[]): Spread
  /** Sentences that name both, by month. */
  months(a: string, b: string): { month: string; sentences: number }[]
  /** Written forms with their mention counts. */
  aliases(id: string): Map<string, number>
}

interface SeenSentence {
  article: string
  story: unknown
  publishedAt: string | null
  ids: Set<string>
  /** Entities that are not mentioned only aside. */
  tying: Set<string>
}

export function createNaiveGraph(stories: Story[]): NaiveGraph {
  const storyOf = storiesOf(stories)
  const seen = stories.flatMap((story) => toSeenSentences(story, storyOf.get(story)))
  const mentions = stories.flatMap(({ reading }) => reading.mentions.filter(isEvidence))
  const kinds = new Map(mentions.map(({ entity, kind }) => [entity!, kind as EntityKind]))

  return {
    sentences: seen.length,
    stories: new Set(storyOf.values()).size,
    entities: [...kinds]
      .map(([id, kind]) => ({ id, kind }))
      .sort((x, y) => compareText(x.id, y.id)),
    spread(...ids) {
      const isTie = new Set(ids).size > 1
      const found = seen.filter((sentence) => (isTie ? ties(sentence, ids) : names(sentence, ids)))
      const dates = found.flatMap(({ publishedAt }) => publishedAt?.slice(0, 10) ?? []).sort()
      return {
        sentences: found.length,
        articles: new Set(found.map(({ article }) => article)).size,
        stories: new Set(found.map(({ story }) => story)).size,
        first: dates[0] ?? null,
        last: dates.at(-1) ?? null,
        ...(isTie && { weight: found.reduce((sum, each) => sum + 60 / (each.ids.size - 1), 0) }),
      }
    },
    months(a, b) {
      const months = seen
        .filter((sentence) => ties(sentence, [a, b]))
        .flatMap(({ publishedAt }) => publishedAt?.slice(0, 7) ?? [])
      return [...new Set(months)].sort().map((month) => {
        return { month, sentences: months.filter((each) => each === month).length }
      })
    },
    aliases(id) {
      const places = new Set(
        stories.flatMap(({ article, reading }) =>
          reading.mentions
            .filter((mention) => isEvidence(mention) && mention.entity === id)
            .map(({ sentence, surface }) => JSON.stringify([article.id, sentence, surface])),
        ),
      )
      const surfaces = [...places].map((place) => (JSON.parse(place) as string[])[2]!)
      return new Map(surfaces.map((name) => [name, surfaces.filter((s) => s === name).length]))
    },
  }
}

const names = ({ ids }: SeenSentence, wanted: string[]) => wanted.every((id) => ids.has(id))

const ties = ({ ids, tying }: SeenSentence, wanted: string[]) =>
  ids.size <= MAX_ENTITIES_OF_TIE && wanted.every((id) => tying.has(id))

/** Each story with the articles of its group. */
function storiesOf(stories: Story[]): Map<Story, Story[]> {
  const texts = new Map(stories.map((story) => [story, toStoryText(story.article)]))
  const inOrder = stories.toSorted((a, b) => byPublication(texts.get(a)!, texts.get(b)!))
  const groups = groupCopies(inOrder, (a, b) => isNearCopy(texts.get(a)!, texts.get(b)!))
  return new Map(groups.flatMap((group) => group.map((story) => [story, group])))
}

function toSeenSentences({ article, reading }: Story, story: unknown): SeenSentence[] {
  return reading.sentences.map(({ n }) => {
    const named = reading.mentions.filter((each) => isEvidence(each) && each.sentence === n)
    return {
      article: article.id,
      story,
      publishedAt: article.publishedAt,
      ids: new Set(named.map(({ entity }) => entity!)),
      tying: new Set(named.flatMap(({ entity, aside }) => (aside ? [] : entity!))),
    }
  })
}

const isEvidence = ({ entity, sentence }: { entity: string | null; sentence: number | null }) =>
  entity !== null && sentence !== null
