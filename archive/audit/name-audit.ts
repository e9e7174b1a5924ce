import type { DatabaseSync } from 'node:sqlite'
import { type StoredNames, type Texts, decodeReading } from '#core/reading.ts'
import { resolveRoleTime } from '#core/role-time.ts'
import { singleSpaced } from '#core/text.ts'

type Row = StoredNames & Texts & { row: number; publishedAt: string | null }

const READINGS = `
  select row, r.sentences, r.mentions, r.roles, a.published_at as publishedAt, a.title, t.body, t.dateline
  from reading r join article a using (row) join article_text t using (row)`

const ALIASES =
  'select e.id, n.name, n.count, n.full from alias n join entity e on e.row = n.entity'

const ROLES = `
  select since, until, p.id, o.id, title, former, article, sentence
  from role join entity p on p.row = person join entity o on o.row = "of"`

/**
 * Ids of entities whose aliases or roles differ from those of the readings, which must be whole.
 */
export function namesThatDiffer(db: DatabaseSync): Set<string> {
  const { aliases, roles } = expected(db)
  const differing = new Set<string>()
  for (const [id, name, count, full] of arrays<[string, string, number, number]>(db, ALIASES)) {
    if (!take(aliases, key(id, name), `${count} ${full}`)) differing.add(id)
  }
  for (const [since, until, id, ...role] of arrays<[unknown, unknown, string]>(db, ROLES)) {
    if (!take(roles, key(id, ...role), key(since, until))) differing.add(id)
  }
  for (const left of [...aliases.keys(), ...roles.keys()]) differing.add(left.split('\n')[0]!)
  return differing
}

function expected(db: DatabaseSync) {
  const counts = new Map<string, { count: number; full: number }>()
  const roles = new Map<string, string>()
  for (const row of db.prepare(READINGS).iterate()) {
    const stored = row as unknown as Row
    const { mentions, roles: stated } = decodeReading(stored, stored)
    const seen = new Set<string>()
    for (const { entity, sentence, kind, surface, name, via } of mentions) {
      if (entity === null || sentence === null || kind === 'place') continue
      const form = singleSpaced(surface)
      if (!seen.has(key(sentence, entity, form))) of(counts, key(entity, form)).count++
      seen.add(key(sentence, entity, form))
      if (via !== 'archive') of(counts, key(entity, singleSpaced(name))).full++
    }
    for (const { person, of: place, title, sentence, former, since, until } of stated) {
      const [who, where] = [mentions[person], mentions[place]]
      if (!who?.entity || !where?.entity || where.kind === 'place') continue
      const role = key(who.entity, where.entity, title, former ? 1 : 0, stored.row, sentence)
      if (roles.has(role)) continue
      const times = [since, until].map((time) => resolveRoleTime(time, stored.publishedAt))
      roles.set(role, key(...times))
    }
  }
  const aliases = new Map([...counts].map(([at, { count, full }]) => [at, `${count} ${full}`]))
  return { aliases, roles }
}

function of(counts: Map<string, { count: number; full: number }>, at: string) {
  const known = counts.get(at)
  if (known) return known
  const none = { count: 0, full: 0 }
  counts.set(at, none)
  return none
}

/** Removes an item; false if it was not there with this value. */
function take(from: Map<string, string>, at: string, value: string): boolean {
  const found = from.get(at)
  from.delete(at)
  return found === value
}

const key = (...parts: unknown[]) => parts.join('\n')

function* arrays<T>(db: DatabaseSync, sql: string): Generator<T> {
  const rows = db.prepare(sql)
  rows.setReturnArrays(true)
  for (const row of rows.iterate()) yield row as unknown as T
}
