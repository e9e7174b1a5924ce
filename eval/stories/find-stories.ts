import { groupCopies } from '#core/stories/group-copies.ts'
import { byPublication, isNearCopy, type StoryText } from '#core/stories/near-copy.ts'

/** The founder of each text's story, by id. */
export function findStories(texts: StoryText[]): Map<string, string> {
  const byKey = new Map<number, StoryText[]>()
  for (const text of texts) {
    for (const key of text.keys) {
      const found = byKey.get(key)
      if (found) found.push(text)
      else byKey.set(key, [text])
    }
  }
  const storyOf = new Map<string, string>()
  const seen = new Set<StoryText>()
  for (const text of texts) {
    if (seen.has(text)) continue
    const linked = linkedTo(text, byKey)
    for (const each of linked) seen.add(each)
    for (const story of groupCopies([...linked].sort(byPublication), isNearCopy)) {
      for (const { id } of story) storyOf.set(id, story[0]!.id)
    }
  }
  return storyOf
}

function linkedTo(text: StoryText, byKey: Map<number, StoryText[]>): Set<StoryText> {
  const linked = new Set([text])
  for (const each of linked) {
    const candidates = new Set([...each.keys].flatMap((key) => byKey.get(key)!))
    for (const other of candidates)
      if (!linked.has(other) && isNearCopy(each, other)) linked.add(other)
  }
  return linked
}
