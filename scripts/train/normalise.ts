import type { LabelSpan } from '#extract/tagger/labels.ts'
import { isNationality } from '#extract/tagger/nationality.ts'
import { HONORIFIC } from '#extract/text/flags.ts'
import { wordOf } from '#extract/text/word.ts'
import { readSpans } from './corpus.ts'

/** A sentence with its labelled names. */
export interface LabelledSentence {
  tokens: string[]
  spans: LabelSpan[]
}

/**
 * Maps the sources' conventions to one: no articles, titles or possessives in names; nationalities
 * are not places.
 */
export function normalise(sentence: { tokens: string[]; tags: string[] }): LabelledSentence {
  const { tokens, tags } = dropBlank(sentence)
  const spans = readSpans(tags).flatMap((span) => normaliseSpan(tokens, span))
  return { tokens, spans }
}

/** Drops tokens of white space only; a name that begins at one moves to the next token. */
function dropBlank({ tokens, tags }: { tokens: string[]; tags: string[] }) {
  const kept: { tokens: string[]; tags: string[] } = { tokens: [], tags: [] }
  let begun: string | null = null
  for (let i = 0; i < tokens.length; i++) {
    const tag = tags[i]!
    if (/^[\s\u200b\ufeff]*$/u.test(tokens[i]!)) {
      if (tag.startsWith('B-')) begun = tag
      continue
    }
    kept.tokens.push(tokens[i]!)
    kept.tags.push(begun && tag === `I-${begun.slice(2)}` ? begun : tag)
    begun = null
  }
  return kept
}

function normaliseSpan(tokens: string[], { from, to, type }: LabelSpan): LabelSpan[] {
  if (to - from > 1 && /^['’]s?$/.test(tokens[to - 1]!)) to--
  if (to - from > 1 && tokens[from] === 'the' && type !== 'MISC' && type !== 'PER') from++
  while (type === 'PER' && to - from > 1 && isTitle(tokens[from]!)) from++
  if (type !== 'PER' && isNationality(tokens.slice(from, to))) type = 'MISC'
  return [{ from, to, type }]
}

function isTitle(token: string): boolean {
  return (wordOf(token).flags & HONORIFIC) !== 0
}
