import type { DatabaseSync } from 'node:sqlite'
import type { EntityChange, EntityHead, ProjectedEntity, ProjectedRole } from '#core/projection.ts'
import { snapshot } from '#core/files/sqlite-transaction.ts'

const PAGE = 500

const FIELDS = 'row, id, rev, kind, name, articles, stories, sentences, first, last'

const CHANGED = `
  select ${FIELDS} from entity where row > :after and rev > :since and rev <= :upTo
  order by row limit ${PAGE}`

const NAMED = `select ${FIELDS} from entity where id in (select value from json_each(?)) order by row`

const ALIASES = `
  select entity, name, count from alias where entity in (select value from json_each(?)) and count > 0
  order by entity, count desc, name`

/** One row per role: its number of sentences, its dates, and its newest sentence. */
const ROLES = `
  with stated as (
    select role.*, article.id as articleId, article.published_at
    from role join article on article.row = role.article
    where person in (select value from json_each(?))
  ), line as (
    select stated.*,
      count(*) over same as sentences,
      min(substr(published_at, 1, 10)) over same as first,
      max(substr(published_at, 1, 10)) over same as last,
      first_value(since) over (same order by since is null, substr(published_at, 1, 10) desc nulls last, articleId, sentence) as began,
      first_value(until) over (same order by until is null, substr(published_at, 1, 10) desc nulls last, articleId, sentence) as ended,
      row_number() over (same order by substr(published_at, 1, 10) desc nulls last, articleId, sentence) as place
    from stated
    window same as (partition by person, "of", title, former)
  )
  select line.person, other.id as "of", title, former, line.sentences, line.first, line.last,
    began as since, ended as until, articleId as article, sentence
  from line join entity other on other.row = line."of"
  where place = 1
  order by line.person, line.sentences desc, former, title, other.id`

const FORMER_IDS = `
  select entity, id from redirect where entity in (select value from json_each(?)) order by entity, id`

const GONE = `
  select a as id, rev from gone where b = '' and a > :after and rev > :since and rev <= :upTo
    and not exists (select 1 from entity where entity.id = gone.a)
  order by a limit ${PAGE}`

/**
 * Yields entities that changed after `since` up to `upTo`, each as it is now; see `articleChanges`.
 */
export function entityChanges(
  db: DatabaseSync,
  since: number,
  upTo: number,
): Generator<EntityChange> {
  return changedSince(db, since, upTo, createReader(db))
}

/** The same without aliases and roles, which are most of the work. */
export function entityHeads(db: DatabaseSync, since: number, upTo: number): Generator<EntityHead> {
  return changedSince(db, since, upTo, (rows) => rows.map(toHead))
}

function* changedSince<T>(
  db: DatabaseSync,
  since: number,
  upTo: number,
  toChanges: (rows: EntityChangeRow[]) => T[],
): Generator<T> {
  const changed = db.prepare(CHANGED)
  let after = 0
  for (;;) {
    const { rows, changes } = snapshot(db, () => {
      const rows = changed.all({ after, since, upTo }) as unknown as EntityChangeRow[]
      return { rows, changes: toChanges(rows) }
    })
    yield* changes
    if (rows.length < PAGE) return
    after = rows.at(-1)!.row
  }
}

/** Yields entities removed after `since` up to `upTo`. */
export function* goneEntities(
  db: DatabaseSync,
  since: number,
  upTo: number,
): Generator<EntityChange> {
  const gone = db.prepare(GONE)
  let after = ''
  for (;;) {
    const page = gone.all({ after, since, upTo }) as unknown as { id: string; rev: number }[]
    for (const { id, rev } of page) yield { id, rev, content: null }
    if (page.length < PAGE) return
    after = page.at(-1)!.id
  }
}

/** Yields entities by id; ids that are not in the archive come last, with its current rev. */
export function* entitiesNamed(db: DatabaseSync, ids: Iterable<string>): Generator<EntityChange> {
  const named = db.prepare(NAMED)
  const state = db.prepare('select rev from state')
  const toChanges = createReader(db)
  const missing = new Set<string>()
  const all = [...ids]
  for (let i = 0; i < all.length; i += PAGE) {
    const wanted = all.slice(i, i + PAGE)
    const found = snapshot(db, () =>
      toChanges(named.all(JSON.stringify(wanted)) as unknown as EntityChangeRow[]),
    )
    for (const id of wanted) missing.add(id)
    for (const { id } of found) missing.delete(id)
    yield* found
  }
  const { rev } = state.get() as { rev: number }
  for (const id of missing) yield { id, rev, content: null }
}

type EntityChangeRow = Omit<ProjectedEntity, 'aliases' | 'roles' | 'formerIds'> & {
  row: number
  id: string
  rev: number
}
interface FormerId {
  entity: string
  id: string
}
type AliasRow = ProjectedEntity['aliases'][number] & { entity: number }
type RoleChangeRow = Omit<ProjectedRole, 'former'> & { person: number; former: number }

function toHead({
  id,
  rev,
  kind,
  name,
  articles,
  stories,
  sentences,
  first,
  last,
}: EntityChangeRow): EntityHead {
  return { id, rev, content: { kind, name, articles, stories, sentences, first, last } }
}

function createReader(db: DatabaseSync): (rows: EntityChangeRow[]) => EntityChange[] {
  const [aliases, roles] = [db.prepare(ALIASES), db.prepare(ROLES)]
  const formerIds = db.prepare(FORMER_IDS)
  return (rows) => {
    const list = JSON.stringify(rows.map(({ row }) => row))
    const persons = JSON.stringify(rows.flatMap(({ row, kind }) => (kind === 'person' ? row : [])))
    const aliasesOf = Map.groupBy(aliases.all(list) as unknown as AliasRow[], (a) => a.entity)
    const rolesOf = Map.groupBy(roles.all(persons) as unknown as RoleChangeRow[], (r) => r.person)
    const ids = JSON.stringify(rows.map(({ id }) => id))
    const formerOf = Map.groupBy(formerIds.all(ids) as unknown as FormerId[], (f) => f.entity)
    return rows.map(({ row, id, rev, ...entity }) => ({
      id,
      rev,
      content: {
        ...entity,
        aliases: (aliasesOf.get(row) ?? []).map(({ name, count }) => ({ name, count })),
        roles: (rolesOf.get(row) ?? []).map(toRole),
        formerIds: (formerOf.get(id) ?? []).map((former) => former.id),
      },
    }))
  }
}

function toRole({ of, title, former, ...rest }: RoleChangeRow): ProjectedRole {
  const { sentences, first, last, since, until, article, sentence } = rest
  return {
    of,
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
