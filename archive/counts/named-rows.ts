import type { DatabaseSync } from 'node:sqlite'
import { resolveRoleTime } from '#core/role-time.ts'
import { lazyStatements } from '../lazy-statements.ts'
import type { ArticleCounts, ArticleNames } from './article-counts.ts'
import type { EntityRows } from './entity-rows.ts'

/** The sentences in which articles name entities, and the roles they state. */
export interface NamedRows {
  addNames(article: number, counts: ArticleCounts): void
  removeNames(article: number, counts: ArticleCounts): void
  addRoles(article: number, publishedAt: string | null, names: ArticleNames): void
  removeRoles(article: number): void
}

export function createNamedRows(db: DatabaseSync, rows: EntityRows): NamedRows {
  const lazily = lazyStatements(db)
  const addName = lazily(
    'insert into named (entity, article, sentence, entities, aside) values (?, ?, ?, ?, ?)',
  )
  const removeName = lazily('delete from named where entity = ? and article = ? and sentence = ?')
  const addRole = lazily('insert or ignore into role values (?, ?, ?, ?, ?, ?, ?, ?)')
  const removeRoles = lazily('delete from role where article = ?')

  return {
    addNames(article, { sentences }) {
      for (const { sentence, found } of sentences) {
        for (const { row, isAside } of found) {
          addName().run(row, article, sentence, found.length, isAside ? 1 : 0)
        }
      }
    },
    removeNames(article, { sentences }) {
      for (const { sentence, found } of sentences) {
        for (const { row } of found) removeName().run(row, article, sentence)
      }
    },
    addRoles(article, publishedAt, { mentions, roles }) {
      for (const { person, of, title, sentence, former, since, until } of roles) {
        const [who, where] = [mentions[person], mentions[of]]
        if (!who?.entity || !where?.entity || where.kind === 'place') continue
        addRole().run(
          rows.of(who.entity, 'person'),
          rows.of(where.entity, where.kind),
          title,
          former ? 1 : 0,
          article,
          sentence,
          resolveRoleTime(since, publishedAt),
          resolveRoleTime(until, publishedAt),
        )
      }
    },
    removeRoles: (article) => void removeRoles().run(article),
  }
}
