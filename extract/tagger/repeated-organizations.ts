import { classOf, UPPER } from '../text/characters.ts'
import type { TaggedName } from './tagger.ts'
import { type Sentences, surfaceIn } from './surface.ts'

/** Confidence of a name that is only supported by other occurrences in the article. */
const REPEATED = 0.8
/** A single word that is not an acronym must be tagged as an organization this often; other names once. */
const KNOWN_FROM = 2
const LONGEST = 6

/** Adds untagged occurrences of the names of organizations; `names` must be in text order. */
export function addOrganizations(sentences: Sentences, names: readonly TaggedName[]): TaggedName[] {
  const known = knownOrganizations(sentences, names)
  if (known.forms.size === 0) return [...names]
  const added: TaggedName[] = []
  let at = 0
  sentences.forEach((words, sentence) => {
    for (let from = 0; from < words.length; from++) {
      while (at < names.length && endsBefore(names[at]!, sentence, from)) at++
      const next = names[at]?.sentence === sentence ? names[at]! : null
      if (next && next.from <= from) from = next.to - 1
      else if (isCapital(words[from]!)) {
        const free = Math.min(
          known.lengths.get(words[from]!) ?? 0,
          (next?.from ?? words.length) - from,
        )
        const to = knownEnd(sentences, sentence, from, free, known.forms)
        if (to === from) continue
        added.push({ sentence, from, to, type: 'ORG', confidence: REPEATED })
        from = to - 1
      }
    }
  })
  return inOrder(names, added)
}

const endsBefore = (name: TaggedName, sentence: number, from: number) =>
  name.sentence < sentence || (name.sentence === sentence && name.to <= from)

/** End of the longest known name that starts at `from`; `from` if there is none. */
function knownEnd(
  sentences: Sentences,
  sentence: number,
  from: number,
  most: number,
  forms: Set<string>,
): number {
  for (let to = from + most; to > from; to--) {
    if (forms.has(surfaceIn(sentences, { sentence, from, to }))) return to
  }
  return from
}

/** Their forms, and the length in words of the longest form by first word. */
function knownOrganizations(sentences: Sentences, names: readonly TaggedName[]) {
  const counts = new Map<string, number>()
  const forms = new Set<string>()
  const lengths = new Map<string, number>()
  for (const name of names) {
    const { sentence, from, to, type } = name
    const first = sentences[sentence]![from]!
    if (type !== 'ORG' || to - from > LONGEST || !isCapital(first)) continue
    const form = surfaceIn(sentences, name)
    const count = (counts.get(form) ?? 0) + 1
    counts.set(form, count)
    if (count < KNOWN_FROM && to - from === 1 && first !== first.toUpperCase()) continue
    forms.add(form)
    lengths.set(first, Math.max(to - from, lengths.get(first) ?? 0))
  }
  return { forms, lengths }
}

function isCapital(word: string): boolean {
  return classOf(word.charCodeAt(0)) === UPPER
}

function inOrder(names: readonly TaggedName[], added: readonly TaggedName[]): TaggedName[] {
  if (added.length === 0) return [...names]
  return [...names, ...added].sort((a, b) => a.sentence - b.sentence || a.from - b.from)
}
