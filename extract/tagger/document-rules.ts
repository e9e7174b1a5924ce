import type { EntityType } from './labels.ts'
import { isNationality } from './nationality.ts'
import { addOrganizations } from './repeated-organizations.ts'
import type { TaggedName } from './tagger.ts'
import { type Sentences, written } from './written.ts'

/** What an article as a whole says about its names: one type for each written form, then organizations that were passed over. */
export function applyDocumentRules(
  sentences: Sentences,
  names: readonly TaggedName[],
): TaggedName[] {
  const typed = retypeNationalities(sentences, voteTypes(sentences, names))
  return addOrganizations(sentences, typed)
}

/** One written form is one thing in an article: the type that it has most often, of equal ones the surer. */
export function voteTypes(sentences: Sentences, names: readonly TaggedName[]): TaggedName[] {
  const forms = names.map((name) => written(sentences, name))
  if (!areMixed(names, forms)) return [...names]
  const votes = new Map<string, Map<EntityType, number>>()
  for (const [i, name] of names.entries()) {
    const form = forms[i]!
    const own = votes.get(form) ?? new Map<EntityType, number>()
    own.set(name.type, (own.get(name.type) ?? 0) + 1 + name.confidence / names.length)
    votes.set(form, own)
  }
  return names.map((name, i) => {
    const type = strongest(votes.get(forms[i]!)!)
    return type === name.type ? name : { ...name, type }
  })
}

/** Whether a form has two types at all, as in one article of several. */
function areMixed(names: readonly TaggedName[], forms: string[]): boolean {
  const types = new Map<string, EntityType>()
  return names.some(({ type }, i) => {
    const other = types.get(forms[i]!)
    types.set(forms[i]!, type)
    return other !== undefined && other !== type
  })
}

/** A nationality is no place and no organization. */
export function retypeNationalities(
  sentences: Sentences,
  names: readonly TaggedName[],
): TaggedName[] {
  return names.map((name) => {
    const { sentence, from, to, type } = name
    if (type !== 'LOC' && type !== 'ORG') return name
    return isNationality(sentences[sentence]!.slice(from, to)) ? { ...name, type: 'MISC' } : name
  })
}

function strongest(votes: Map<EntityType, number>): EntityType {
  return [...votes].reduce((best, vote) => (vote[1] > best[1] ? vote : best))[0]
}
