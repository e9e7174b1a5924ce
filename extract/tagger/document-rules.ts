import type { EntityType } from './labels.ts'
import { isNationality } from './nationality.ts'
import { addOrganizations } from './repeated-organizations.ts'
import type { TaggedName } from './tagger.ts'
import { type Sentences, surfaceIn } from './surface.ts'

/** Document-level corrections: one type per form, no nationalities as names, and organizations that were missed. */
export function applyDocumentRules(
  sentences: Sentences,
  names: readonly TaggedName[],
): TaggedName[] {
  const typed = retypeNationalities(sentences, voteTypes(sentences, names))
  return addOrganizations(sentences, typed)
}

/** Gives each form its most frequent type in the article, ties broken by confidence. */
export function voteTypes(sentences: Sentences, names: readonly TaggedName[]): TaggedName[] {
  const forms = names.map((name) => surfaceIn(sentences, name))
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

/** Whether any form has two types; most articles have none. */
function areMixed(names: readonly TaggedName[], forms: string[]): boolean {
  const types = new Map<string, EntityType>()
  return names.some(({ type }, i) => {
    const other = types.get(forms[i]!)
    types.set(forms[i]!, type)
    return other !== undefined && other !== type
  })
}

/** Retypes nationalities, which are neither places nor organizations. */
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
