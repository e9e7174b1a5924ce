import type { StorySource } from '#core/stories/near-copy.ts'
import { seeded } from '#core/analysis/seeded.ts'
import { EDITS, MIN_WORDS } from './make-copies.ts'

const STORIES = 500

export interface Copying {
  originals: number
  copies: { article: StorySource; original: string; edit: string }[]
}

/**
 * Makes copies by every kind of edit, of stories that have no copies yet, sampled evenly over the
 * archive.
 */
export function copyStories(articles: StorySource[], storyOf: Map<string, string>): Copying {
  const sizes = Map.groupBy(storyOf.values(), (story) => story)
  const alone = articles.filter(
    ({ id, body }) =>
      sizes.get(storyOf.get(id)!)!.length === 1 && wordsOf(body).length >= MIN_WORDS,
  )
  const step = alone.length / STORIES
  const originals = Array.from({ length: STORIES }, (_, i) => alone[Math.floor(i * step)]!)
  const random = seeded(1987)
  const copies = originals.flatMap((original) =>
    EDITS.map(([name, edit], i) => ({
      article: {
        ...original,
        id: `${original.id}-copy-${i}`,
        title: `Wire: ${original.title.toLowerCase()}`,
        body: edit(wordsOf(original.body), random).join(' '),
      },
      original: original.id,
      edit: name,
    })),
  )
  return { originals: originals.length, copies }
}

const wordsOf = (text: string) => text.match(/\S+/g) ?? []
