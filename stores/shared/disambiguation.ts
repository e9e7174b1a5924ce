import type { DatabaseSync } from 'node:sqlite'
import { surprise } from '#core/graph.ts'
import type { NamedEntity, NameIndex } from './name-index.ts'
import { TIE_ORDERS, toPage } from './tie-ranking.ts'

/** A person's most frequent function; equal ones as in `Entity.roles`. */
const ROLE = `
  select title, former, other.name
  from role join entity other on other.row = role."of"
  where person = :row
  group by "of", title, former
  order by count(*) desc, former, title, other.id
  limit 1`

const TIES = `
  select b as other, sentences, articles from tie where a = :row
  union all
  select a, sentences, articles from tie where b = :row`

/** From the few countries rather than from the ties, of which a large organization has thousands. */
const TIES_TO_COUNTRIES = `
  select b as other, tie.sentences, tie.articles
  from entity cross join tie on a = :row and b = entity.row
  where kind = 'country'
  union all
  select a, tie.sentences, tie.articles
  from entity cross join tie on b = :row and a = entity.row
  where kind = 'country'`

type FactReader = (entity: NamedEntity, names: NameIndex, sentences: number) => string | null

/** Reads what tells an entity from its namesakes: a function, or whom it stands with. */
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
      const ties = (rows as TieCounts[]).flatMap((counts) => {
        const other = names.get(counts.other)
        if (!other || other.kind === 'person') return []
        return { ...counts, id: other.id, name: other.name, alone: other.sentences }
      })
      return companyFact(ties, entity.sentences, sentences)
    }
  }

  function readRole(row: number): string | null {
    const role = roleOf.get({ row }) as unknown as RoleRow | undefined
    return role ? roleFact(role) : null
  }
}

interface Companion {
  id: string
  name: string
  /** Sentences that name it, with the entity or without. */
  alone: number
  sentences: number
  articles: number
}

/** Whom an entity stands with most surprisingly, of those given; `own` and `all` are sentences. */
export function companyFact(ties: Companion[], own: number, all: number): string | null {
  const ranked = ties.map((tie) => {
    return { ...tie, last: null, surprise: surprise(tie.sentences, own, tie.alone, all) }
  })
  const [first] = toPage(ranked, TIE_ORDERS.surprise, { size: 1 }).items
  return first ? `with ${first.name}` : null
}

export function roleFact(role: { title: string; former: boolean | number; name: string }): string {
  return `${role.former ? 'former ' : ''}${role.title}, ${role.name}`
}

interface TieCounts {
  /** Row of the other entity. */
  other: number
  sentences: number
  articles: number
}

interface RoleRow {
  title: string
  former: number
  /** Of what it is a function of. */
  name: string
}
