import type { TaggedName } from './tagger.ts'

/** The words of an article's sentences. */
export type Sentences = readonly (readonly string[])[]

/** The words of a name with single spaces. */
export function written(
  sentences: Sentences,
  { sentence, from, to }: Pick<TaggedName, 'sentence' | 'from' | 'to'>,
): string {
  const words = sentences[sentence]!
  return to - from === 1 ? words[from]! : words.slice(from, to).join(' ')
}
