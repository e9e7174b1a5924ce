import type { DatabaseSync } from 'node:sqlite'
import { createNameIndex, toForm, type NamedEntity, type NameIndex } from './name-index.ts'

const CHANGED = `
  select row, id, kind, name, articles, sentences from entity where rev > ?`

const ALIASES = `
  select alias.entity as row, alias.name, alias.count
  from entity cross join alias on alias.entity = entity.row
  where entity.rev > ?`

/** The index of all names, built when first asked for and then brought up to the version asked for by what changed. */
export function followNames(db: DatabaseSync): (version: number) => NameIndex {
  const changed = db.prepare(CHANGED)
  const aliases = db.prepare(ALIASES)
  const count = db.prepare('select count(*) as value from entity')
  const rows = db.prepare('select row from entity')
  const index = createNameIndex()
  let at = -1

  return (version) => {
    if (version === at) return index

    for (const entity of readChanged(at)) index.put(entity)
    // Rows only ever grow, so a row that is gone shows in their number.
    const { value } = count.get() as { value: number }
    if (value !== index.size) {
      index.retain(new Set((rows.all() as { row: number }[]).map(({ row }) => row)))
    }
    at = version
    return index
  }

  function readChanged(since: number): NamedEntity[] {
    const found = new Map<number, NamedEntity>()
    for (const entity of changed.all(since) as unknown as Omit<NamedEntity, 'forms'>[]) {
      found.set(entity.row, { ...entity, forms: [] })
    }
    for (const { row, name, count } of aliases.all(since) as unknown as Alias[]) {
      found.get(row)?.forms.push(toForm(name, count))
    }
    // A name that only ever stood behind shorter forms.
    for (const { name, forms } of found.values()) {
      if (!forms.some((form) => form.name === name)) forms.push(toForm(name, 0))
    }
    return [...found.values()]
  }
}

interface Alias {
  row: number
  name: string
  count: number
}
