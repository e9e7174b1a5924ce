import type { DatabaseSync } from 'node:sqlite'
import type { ArchiveView } from '#core/decisions/replay.ts'
import type { ArticleRef } from '#core/decisions/types.ts'
import type { Corpus } from '../registry/corpus.ts'
import { loneForm } from '../registry/heard.ts'
import { textHash } from './log.ts'

/** The archive as decisions are replayed against it. */
export function archiveView(db: DatabaseSync, { forms, lone }: Corpus): ArchiveView {
  const article = db.prepare(
    'select row, title, body from article join article_text using (row) where id = ?',
  )
  const rows = new Map<string, number | null>()
  let loneForms: Set<string> | undefined

  function find({ id, hash }: ArticleRef): number | null {
    const found = article.get(id) as { row: number; title: string; body: string } | undefined
    return found && textHash(found) === hash ? found.row : null
  }

  return {
    hasForm(id) {
      if (!id.startsWith('?')) return forms.has(id)
      loneForms ??= new Set(lone.map(({ text }) => loneForm(text)))
      return loneForms.has(id)
    },
    row(ref) {
      const key = `${ref.hash} ${ref.id}`
      let row = rows.get(key)
      if (row === undefined) rows.set(key, (row = find(ref)))
      return row
    },
  }
}
