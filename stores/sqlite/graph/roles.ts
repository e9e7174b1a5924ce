import type { DatabaseSync } from 'node:sqlite'
import type { EntityKind } from '#core/article.ts'
import type { RoleLine } from '#core/graph.ts'

/** Each function with its sentences and dates, and the newest of them. In the order of `compareRoles`. */
const ROLES = `
  with stated as (
    select * from role where person = :row
    union all
    select * from role where "of" = :row
  ), line as (
    select stated.*, article.id as articleId,
      count(*) over same as sentences,
      min(substr(published_at, 1, 10)) over same as first,
      max(substr(published_at, 1, 10)) over same as last,
      first_value(since) over (same order by since is null, substr(published_at, 1, 10) desc nulls last, article.id, sentence) as began,
      first_value(until) over (same order by until is null, substr(published_at, 1, 10) desc nulls last, article.id, sentence) as ended,
      row_number() over (same order by substr(published_at, 1, 10) desc nulls last, article.id, sentence) as place
    from stated join article on article.row = stated.article
    window same as (partition by person, "of", stated.title, former)
  )
  select person.id as personId, person.kind as personKind, person.name as personName,
    other.id as ofId, other.kind as ofKind, other.name as ofName,
    line.title, former, line.sentences, line.first, line.last,
    began as since, ended as until, articleId as article, sentence
  from line
    join entity person on person.row = line.person
    join entity other on other.row = line."of"
  where place = 1
  order by line.sentences desc, former, line.title, person.id, other.id`

/** Reads the roles of a person, or those at an organization or country, by the entity's row. */
export function createRoleReader(db: DatabaseSync): (row: number) => RoleLine[] {
  const roles = db.prepare(ROLES)
  return (row) => (roles.all({ row }) as unknown as RoleRow[]).map(toRoleLine)
}

interface RoleRow extends Pick<
  RoleLine,
  'title' | 'sentences' | 'first' | 'last' | 'since' | 'until' | 'article' | 'sentence'
> {
  personId: string
  personKind: EntityKind
  personName: string
  ofId: string
  ofKind: EntityKind
  ofName: string
  former: number
}

function toRoleLine(row: RoleRow): RoleLine {
  const { title, former, sentences, first, last, since, until, article, sentence } = row
  return {
    person: { id: row.personId, kind: row.personKind, name: row.personName },
    of: { id: row.ofId, kind: row.ofKind, name: row.ofName },
    title,
    former: former === 1,
    sentences,
    first,
    last,
    since,
    until,
    article,
    sentence,
  }
}
