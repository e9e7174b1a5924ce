import type { DatabaseSync } from 'node:sqlite'
import type { Candidate } from '#core/decisions/desk.ts'

interface CandidateRow extends Omit<Candidate, 'entities' | 'reasons'> {
  entities: string
  reasons: string
}

/**
 * Reads the open questions for a person, most consequential first, for the archive or one entity.
 */
export function readCandidates(db: DatabaseSync, entity: string | null = null): Candidate[] {
  const rows = db
    .prepare(
      `select id, question, entities, reasons, articles from candidate
       where ? is null or exists (select 1 from json_each(candidate.entities) where value = ?)
       order by score desc, id`,
    )
    .all(entity, entity) as unknown as CandidateRow[]
  return rows.map(({ entities, reasons, ...row }) => ({
    ...row,
    entities: JSON.parse(entities) as string[],
    reasons: JSON.parse(reasons) as string[],
  }))
}
