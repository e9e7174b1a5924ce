import type { Move } from '#core/decisions/decided-names.ts'
import type { Corpus } from './corpus.ts'
import { addException, type Exceptions, type RegistryEntity } from './registry.ts'

type EntityOf = (form: string) => RegistryEntity | undefined

const BY_HAND = { confidence: 1, why: 'decided by hand for this article' }

/**
 * Applies decisions about single articles over the rules, to all names of the entity including lone
 * ones.
 */
export function applyMoves(
  exceptions: Exceptions,
  moves: readonly Move[],
  corpus: Corpus,
  entityOf: EntityOf,
): void {
  for (const move of moves) {
    const { article, from } = move
    const origin = entityOf(from)?.id
    const entity = targetOf(move, entityOf)
    if (origin !== undefined) {
      for (const form of formsOf(origin, article)) put(article, form, entity)
    }
    put(article, from, entity)
  }
  // A decision about the form itself wins over one about another form of its entity.
  for (const move of moves) put(move.article, move.from, targetOf(move, entityOf))

  function put(article: number, form: string, entity: string | null): void {
    addException(exceptions, article, form, { ...BY_HAND, entity })
  }

  function formsOf(origin: string, article: number): string[] {
    const full = corpus.namedIn(article).forms
    const linked = [...(exceptions.get(article) ?? [])]
    return [
      ...full.filter((form) => entityOf(form)?.id === origin),
      ...linked.filter(([, { entity }]) => entity === origin).map(([form]) => form),
    ]
  }
}

function targetOf({ to }: Move, entityOf: EntityOf): string | null {
  return to === null ? null : (entityOf(to)?.id ?? to)
}
