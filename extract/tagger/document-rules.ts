import { classOf, UPPER } from '../characters.ts'
import type { EntityType } from './labels.ts'
import type { TaggedName } from './tagger.ts'

type Sentences = readonly (readonly string[])[]

/** How sure a name is that only another place in the article tells of. */
const REPEATED = 0.8

/** What an article as a whole says about its names: first one type for each written form, then what was passed over. */
export function applyDocumentRules(sentences: Sentences, names: TaggedName[]): TaggedName[] {
  const voted = voteTypes(sentences, names)
  return addSurnames(sentences, voted)
}

/** One written form is one thing in an article: the type that it has most often, of equal ones the surer. */
export function voteTypes(sentences: Sentences, names: readonly TaggedName[]): TaggedName[] {
  const votes = new Map<string, Map<EntityType, number>>()
  for (const name of names) {
    const form = written(sentences, name)
    const own = votes.get(form) ?? new Map<EntityType, number>()
    own.set(name.type, (own.get(name.type) ?? 0) + 1 + name.confidence / names.length)
    votes.set(form, own)
  }
  return names.map((name) => {
    const type = strongest(votes.get(written(sentences, name))!)
    return type === name.type ? name : { ...name, type }
  })
}

/** A capitalised word alone that elsewhere ends a person's full name is that person. */
export function addSurnames(sentences: Sentences, names: readonly TaggedName[]): TaggedName[] {
  const surnames = new Set<string>()
  for (const { sentence, to, from, type } of names) {
    if (type === 'PER' && to - from > 1) surnames.add(sentences[sentence]![to - 1]!)
  }
  if (surnames.size === 0) return [...names]
  const covered = cover(sentences, names)
  const added: TaggedName[] = []
  sentences.forEach((words, sentence) => {
    words.forEach((word, i) => {
      if (!surnames.has(word) || word.length < 3 || !isCapital(word)) return
      const taken = covered[sentence]!
      if (taken[i] || taken[i - 1] || taken[i + 1]) return
      added.push({ sentence, from: i, to: i + 1, type: 'PER', confidence: REPEATED })
    })
  })
  return inOrder([...names, ...added])
}

function strongest(votes: Map<EntityType, number>): EntityType {
  return [...votes].reduce((best, vote) => (vote[1] > best[1] ? vote : best))[0]
}

function written(sentences: Sentences, { sentence, from, to }: TaggedName): string {
  const words = sentences[sentence]!
  return to - from === 1 ? words[from]! : words.slice(from, to).join(' ')
}

function isCapital(word: string): boolean {
  return classOf(word.charCodeAt(0)) === UPPER
}

/** For each word of each sentence whether a name stands over it. */
function cover(sentences: Sentences, names: readonly TaggedName[]): Uint8Array[] {
  const covered = sentences.map(({ length }) => new Uint8Array(length))
  for (const { sentence, from, to } of names) covered[sentence]!.fill(1, from, to)
  return covered
}

function inOrder(names: TaggedName[]): TaggedName[] {
  return names.sort((a, b) => a.sentence - b.sentence || a.from - b.from)
}
