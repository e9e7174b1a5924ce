import type { TaggedName } from './tagger.ts'

/** The sentences of an article as words. */
export type Sentences = readonly (readonly string[])[]

/** The text of a name with single spaces. */
export function surfaceIn(
  sentences: Sentences,
  { sentence, from, to }: Pick<TaggedName, 'sentence' | 'from' | 'to'>,
): string {
  const words = sentences[sentence]!
  return to - from === 1 ? words[from]! : words.slice(from, to).join(' ')
}
