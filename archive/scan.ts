import type { DatabaseSync } from 'node:sqlite'
import {
  type ArchiveState,
  type Content,
  type ContentKind,
  type ContentRow,
  toContent,
} from '#core/projection.ts'
import type { EntityKind } from '#core/article.ts'
import { snapshot } from '#core/files/sqlite-transaction.ts'

const ROWS: Record<ContentKind, string> = {
  article: `
    select id as key, article.rev, article.sentences, length(names) / 8 as names
    from article join reading using (row)`,
  entity: 'select id as key, rev, name, articles, stories, sentences from entity',
  tie: `
    select x.id || ' ' || y.id as key, tie.rev, tie.sentences, tie.articles, tie.stories, tie.weight
    from tie cross join entity x on x.row = tie.a cross join entity y on y.row = tie.b`,
}

/**
 * Yields everything of a kind as an engine should hold it. Use a transaction if the archive may be
 * written.
 */
export function* archiveContents(db: DatabaseSync, kind: ContentKind): Generator<Content> {
  for (const row of db.prepare(ROWS[kind]).iterate()) {
    yield toContent(kind, row as unknown as ContentRow)
  }
}

/** Reads the archive's totals from one snapshot. */
export function archiveState(db: DatabaseSync): ArchiveState {
  return snapshot(db, () => {
    const state = db
      .prepare(
        `select id as archive, rev, articles, stories, sentences, sample,
           (select count(*) from tie) as ties, (select ifnull(sum(records), 0) from rejected) as rejected
         from state`,
      )
      .get() as unknown as Omit<ArchiveState, 'entities' | 'sample'> & { sample: number }
    const kinds = db.prepare('select kind, count(*) as count from entity group by kind').all()
    const entities = { person: 0, organization: 0, country: 0 }
    for (const { kind, count } of kinds as { kind: EntityKind; count: number }[]) {
      entities[kind] = count
    }
    return { ...state, entities, sample: state.sample === 1 }
  })
}
