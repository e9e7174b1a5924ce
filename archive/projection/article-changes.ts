import type { DatabaseSync } from 'node:sqlite'
import type { ArticleChange, ProjectedArticle } from '#core/projection.ts'
import type { StoredReading } from '#core/reading.ts'
import { storyId } from '#core/stories/story-id.ts'

const PAGE = 500

/** Skips tombstones of ids that exist again. */
const CHANGED = `
  select rev, row, id from article where rev > :after and rev <= :upTo
  union all
  select rev, null, id from removed where rev > :after and rev <= :upTo
    and not exists (select 1 from article where article.id = removed.id)
  order by rev limit ${PAGE}`

const CONTENT = `
  select a.rev, a.id, a.published_at as publishedAt, a.source, a.language, a.authors, a.title, a.place, a.url,
    a.path, a.line, t.body, t.dateline, t.byline, t.tail, t.published_text as publishedText, t.metadata,
    r.sentences, r.mentions, r.roles, r.quotations, a.story,
    (select json_group_array(story) from story_redirect where "to" = a.story) as formerStories,
    (select count(*) from article other where other.story = a.story) > 1 as copied,
    (select count(*) from revision where revision.id = a.id) as revisions
  from article a join article_text t using (row) join reading r using (row) where row = ?`

/**
 * Yields changes of articles after `since` up to `upTo` by rev, each as it is when read. An article
 * that changes meanwhile is left out: its new rev is beyond `upTo`. No transaction stays open
 * between two yields.
 */
export function* articleChanges(
  db: DatabaseSync,
  since: number,
  upTo: number,
): Generator<ArticleChange> {
  const changed = db.prepare(CHANGED)
  const read = createContentReader(db)
  let after = since
  for (;;) {
    const page = changed.all({ after, upTo }) as unknown as Changed[]
    for (const { rev, row, id } of page) {
      const change = row === null ? { id, rev, content: null } : read(row)
      if (change?.rev === rev) yield change
    }
    if (page.length < PAGE) return
    after = page.at(-1)!.rev
  }
}

/**
 * Yields articles by id in the given order; ids that are not in the archive get the archive's
 * current rev.
 */
export function* articlesNamed(db: DatabaseSync, ids: Iterable<string>): Generator<ArticleChange> {
  const find = db.prepare('select row from article where id = ?')
  const state = db.prepare('select rev from state')
  const read = createContentReader(db)
  for (const id of ids) {
    const found = find.get(id) as { row: number } | undefined
    const change = found && read(found.row)
    yield change ?? { id, rev: (state.get() as { rev: number }).rev, content: null }
  }
}

function createContentReader(db: DatabaseSync): (row: number) => ArticleChange | null {
  const content = db.prepare(CONTENT)
  return (row) => {
    const stored = content.get(row) as unknown as ArticleChangeRow | undefined
    return stored ? toChange(stored) : null
  }
}

interface Changed {
  rev: number
  row: number | null
  id: string
}

type ArticleChangeRow = Omit<ProjectedArticle['article'], 'authors' | 'metadata'> &
  StoredReading & {
    rev: number
    authors: string
    metadata: string
    revisions: number
    story: number
    formerStories: string
    copied: number
    path: string | null
    line: number | null
  }

function toChange(stored: ArticleChangeRow): ArticleChange {
  const { rev, sentences, mentions, roles, quotations, revisions, path, line, ...rest } = stored
  const { story, formerStories, copied, ...article } = rest
  return {
    id: article.id,
    rev,
    content: {
      article: {
        ...article,
        authors: JSON.parse(article.authors) as string[],
        metadata: JSON.parse(article.metadata) as Record<string, unknown>,
      },
      reading: { sentences, mentions, roles, quotations },
      revisions,
      story: storyId(story),
      formerStories: (JSON.parse(formerStories) as number[]).map(storyId),
      copied: copied === 1,
      origin: { path, line },
    },
  }
}
