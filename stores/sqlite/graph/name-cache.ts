import type { DatabaseSync } from 'node:sqlite'
import type { EntityKind } from '#core/article.ts'
import {
  createNameIndex,
  toForm,
  type NamedEntity,
  type NameIndex,
} from '../../shared/name-index.ts'

const CHANGED = `
  select row, id, kind, name, articles, sentences from entity where rev > ?`

const ALIASES = `
  select alias.entity, alias.name, alias.count
  from entity cross join alias on alias.entity = entity.row
  where entity.rev > ? and (alias.count > 0 or alias.name = entity.name)`

/**
 * Returns the index of all names at a version: built on the first call, then updated with what
 * changed.
 */
export function createNameCache(db: DatabaseSync): (version: number) => NameIndex {
  const changed = db.prepare(CHANGED)
  const aliases = db.prepare(ALIASES)
  const rows = db.prepare('select row from entity')
  for (const statement of [changed, aliases, rows]) statement.setReturnArrays(true)
  const count = db.prepare('select count(*) as value from entity')
  const index = createNameIndex()
  let at = -1

  return (version) => {
    if (version === at) return index

    for (const entity of readChanged(at)) index.put(entity)
    // Rows are never reused, so after all changes a larger index means that some entities were
    // removed.
    const { value } = count.get() as { value: number }
    if (value !== index.size) index.retain(new Set((rows.all() as unknown as [number][]).flat()))
    at = version
    return index
  }

  function readChanged(since: number): Iterable<NamedEntity> {
    const found = new Map<number, NamedEntity>()
    for (const values of changed.all(since) as unknown as EntityValues[]) {
      const [row, id, kind, name, articles, sentences] = values
      found.set(row, { row, id, kind, name, articles, sentences, forms: [] })
    }
    for (const [row, name, count] of aliases.all(since) as unknown as AliasValues[]) {
      found.get(row)?.forms.push(toForm(name, count))
    }
    return found.values()
  }
}

type EntityValues = [
  row: number,
  id: string,
  kind: EntityKind,
  name: string,
  articles: number,
  sentences: number,
]
type AliasValues = [row: number, name: string, count: number]
