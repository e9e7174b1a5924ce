import type { DatabaseSync } from 'node:sqlite'
import type { Candidate } from '#core/decisions/desk.ts'

interface CandidateRow extends Omit<Candidate, 'entities' | 'reasons'> {
  entities: string
  reasons: string
}

/** What is left to a person to decide, the most consequential first; all of an archive or of one entity. */
export function readCandidates(
  db: DatabaseSync,
  { size, after, entity }: { size: number; after: number; entity?: string | undefined },
): { items: Candidate[]; total: number } {
  const about =
    'where ? is null or exists (select 1 from json_each(candidate.entities) where value = ?)'
  const of = entity ?? null
  const rows = db
    .prepare(
      `select id, question, entities, reasons, articles from candidate ${about}
       order by score desc, id limit ? offset ?`,
    )
    .all(of, of, size, after) as unknown as CandidateRow[]
  const { total } = db.prepare(`select count(*) as total from candidate ${about}`).get(of, of) as {
    total: number
  }
  const items = rows.map(({ entities, reasons, ...row }) => ({
    ...row,
    entities: JSON.parse(entities) as string[],
    reasons: JSON.parse(reasons) as string[],
  }))
  return { items, total }
}
