import type { EntityKind } from '#core/article.ts'
import { entityId } from '#core/entity-id.ts'
import { kindOfId } from './kind-of-id.ts'
import type { Given } from './registry.ts'

/** Assigns entity ids; an id once given is kept and never means another entity. */
export interface EntityIds {
  /**
   * The id for an entity of these forms: `heads` win, then the id given first, then the one made
   * from the name.
   */
  ofCluster(forms: string[], kind: EntityKind, name: string): string
  /** The next id for a name that several people have. */
  suffixed(form: string): string
  given: Given
}

export function createEntityIds(
  before: Given,
  taken: ReadonlySet<string>,
  heads: ReadonlySet<string>,
): EntityIds {
  const given: Given = new Map(before)

  function give(id: string, form: string): string {
    if (!given.has(id)) given.set(id, { nth: given.size, form })
    return id
  }

  function suffixed(form: string): string {
    for (let n = 2; ; n++) {
      const id = `${form}-${n}`
      if (!given.has(id) && !taken.has(id)) return give(id, form)
    }
  }

  return {
    given,
    suffixed,
    ofCluster(forms, kind, name) {
      const own = forms.filter((id) => kindOfId(id) === kind)
      const head = own.find((id) => heads.has(id))
      if (head !== undefined) return give(head, head)
      const [first] = own
        .filter((id) => given.has(id))
        .sort((x, y) => given.get(x)!.nth - given.get(y)!.nth)
      if (first !== undefined) return first
      const id = entityId(kind, name)
      if (own.includes(id)) return give(id, id)
      if (own[0] !== undefined) return give(own[0], own[0])
      const earlier = [...given].find(
        ([known, { form }]) => forms.includes(form) && kindOfId(known) === kind,
      )
      if (earlier) return earlier[0]
      return taken.has(id) || given.has(id) ? suffixed(id) : give(id, forms[0]!)
    },
  }
}
