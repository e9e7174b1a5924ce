import type { DatabaseSync } from 'node:sqlite'
import { companionFact, roleFact } from '../../shared/disambiguation.ts'
import type { NamedEntity, NameIndex } from '../../shared/name-index.ts'

/** A person's most frequent role; equal ones ordered as in `Entity.roles`. */
const ROLE = `
  select title, former, other.name
  from role join entity other on other.row = role."of"
  where person = :row
  group by "of", title, former
  order by count(*) desc, former, title, other.id
  limit 1`

const TIES = `
  select b as other, sentences, articles, stories from tie where a = :row
  union all
  select a, sentences, articles, stories from tie where b = :row`

/** Starts from the countries, which are few: a large organization has thousands of ties. */
const TIES_TO_COUNTRIES = `
  select b as other, tie.sentences, tie.articles, tie.stories
  from entity cross join tie on a = :row and b = entity.row
  where kind = 'country'
  union all
  select a, tie.sentences, tie.articles, tie.stories
  from entity cross join tie on b = :row and a = entity.row
  where kind = 'country'`

type FactReader = (entity: NamedEntity, names: NameIndex, sentences: number) => string | null

/**
 * Reads what tells an entity from its namesakes: a role, or the entity it is most typically named
 * with.
 */
export function createFactReader(db: DatabaseSync): FactReader {
  const roleOf = db.prepare(ROLE)
  const tiesOf = db.prepare(TIES)
  const tiesToCountries = db.prepare(TIES_TO_COUNTRIES)

  return (entity, names, sentences) => {
    switch (entity.kind) {
      case 'person':
        return readRole(entity.row) ?? strongest(tiesOf.all({ row: entity.row }))
      case 'organization':
        return strongest(tiesToCountries.all({ row: entity.row }))
      case 'country':
        return null
    }

    function strongest(rows: unknown[]): string | null {
      const ties = (rows as NeighbourCounts[]).flatMap((counts) => {
        const other = names.get(counts.other)
        if (!other || other.kind === 'person') return []
        return { ...counts, id: other.id, name: other.name, alone: other.sentences }
      })
      return companionFact(ties, entity.sentences, sentences)
    }
  }

  function readRole(row: number): string | null {
    const role = roleOf.get({ row }) as unknown as RoleTitleRow | undefined
    return role ? roleFact(role) : null
  }
}

interface NeighbourCounts {
  /** Row of the other entity. */
  other: number
  sentences: number
  articles: number
  stories: number
}

interface RoleTitleRow {
  title: string
  former: number
  /** Name of the organization or country. */
  name: string
}
