import type { DatabaseSync } from 'node:sqlite'
import type { EntityKind } from '#core/article.ts'
import type { EntityRef, Versioned } from '#core/graph.ts'
import { type FragmentsOf, fragmentsFor } from '#core/text/highlight.ts'
import { positiveTerms } from '#core/query/terms.ts'
import { type StoredSentences, decodeReading } from '#core/reading.ts'
import { bySalience } from '#core/graph/salience.ts'
import { eachName } from '#core/graph/ties.ts'
import type { ArticleView, Hit, Search, Status } from '#core/search.ts'
import { storyId } from '#core/stories/story-id.ts'
import type { Columns } from './columns.ts'

const MAX_ENTITIES_OF_HIT = 6

export interface ArticleReader {
  /** `scores` of the rows; 0 or absent if a row was not ranked. */
  hits(rows: number[], scores: number[], search: Search): Hit[]
  article(id: string): Versioned<ArticleView> | null
  /** The article of an existing row. */
  view(row: number): ArticleView
  status(): Status
}

type HitRow = [
  row: number,
  id: string,
  title: string,
  publishedAt: string | null,
  source: string,
  authors: string,
  place: string | null,
  url: string | null,
  language: string,
  story: number,
  body: string,
  sentences: string,
]

interface ArticleRow {
  id: string
  title: string
  publishedAt: string | null
  source: string
  authors: string
  place: string | null
  url: string | null
  language: string
  story: number
  body: string
  dateline: string | null
  byline: string | null
  tail: string | null
  publishedText: string | null
  metadata: string
  sentences: string
  mentions: string
  roles: string
  quotations: string
  revisions: number
}

/** Reads a whole page at once, unordered. */
const HITS = `
  select a.row, a.id, a.title, a.published_at, a.source, a.authors, a.place, a.url, a.language, a.story,
    t.body, r.sentences
  from json_each(?) wanted join article a on a.row = wanted.value
    join article_text t using (row) join reading r using (row)`

const VIEW = `
  select a.id, a.title, a.published_at as publishedAt, a.source, a.authors, a.place, a.url, a.language, a.story,
    t.body, t.dateline, t.byline, t.tail, t.published_text as publishedText, t.metadata,
    r.sentences, r.mentions, r.roles, r.quotations, (select count(*) from revision v where v.id = a.id) as revisions
  from article a join article_text t using (row) join reading r using (row) where a.row = ?`

const STATUS = `
  select rev as version, articles, stories, sentences, sample,
    (select count(*) from tie) as ties,
    (select ifnull(sum(records), 0) from rejected) as rejected,
    (select min(substr(published_at, 1, 10)) from article) as first,
    (select max(substr(published_at, 1, 10)) from article) as last,
    (select count(*) from article where published_at is null) as undated
  from state`

export function createArticleReader(db: DatabaseSync, columns: Columns): ArticleReader {
  const hitRows = db.prepare(HITS)
  hitRows.setReturnArrays(true)
  const rowOf = db.prepare('select row from article where id = ?')
  const views = db.prepare(VIEW)
  const status = db.prepare(STATUS)
  const kinds = db.prepare('select kind, count(*) as value from entity group by kind')
  const sources = db.prepare(
    'select source as name, count(*) as articles from article group by source order by 2 desc, 1',
  )

  /** The entities it names, most frequent first. */
  function entitiesOf(row: number, stated?: boolean): (EntityRef & { count: number })[] {
    const counts = new Map<number, number>()
    eachName(columns.names(row), stated, (entity) => {
      counts.set(entity, (counts.get(entity) ?? 0) + 1)
    })
    const idOf = (entity: number) => columns.entity(entity)!.id
    return [...counts]
      .sort(([a, x], [b, y]) => y - x || (idOf(a) < idOf(b) ? -1 : 1))
      .map(([entity, count]) => ({ ...columns.entity(entity)!, count }))
  }

  function toHit(
    found: HitRow,
    score: number | null,
    fragmentsOf: FragmentsOf,
    stated?: boolean,
  ): Hit {
    const [row, id, title, publishedAt, source, authors, place, url, language, ...rest] = found
    const [story, body, sentences] = rest
    return {
      id,
      title,
      publishedAt,
      source,
      place,
      url,
      language,
      story: storyId(story),
      authors: JSON.parse(authors) as string[],
      score,
      fragments: fragmentsOf({ title, body }, JSON.parse(sentences) as StoredSentences),
      entities: entitiesOf(row, stated).slice(0, MAX_ENTITIES_OF_HIT),
    }
  }

  function view(row: number): ArticleView {
    const found = views.get(row) as unknown as ArticleRow
    const { sentences, mentions, roles, quotations, authors, metadata, ...article } = found
    const reading = decodeReading({ sentences, mentions, roles, quotations }, article)
    return {
      ...article,
      story: storyId(article.story),
      authors: JSON.parse(authors) as string[],
      metadata: JSON.parse(metadata) as Record<string, unknown>,
      ...reading,
      entities: bySalience(entitiesOf(row), reading.mentions),
    }
  }

  return {
    view,

    hits(rows, scores, { query, filters: { stated } }) {
      const fragmentsOf = fragmentsFor(positiveTerms(query))
      const found = hitRows.all(JSON.stringify(rows)) as unknown as HitRow[]
      const byRow = new Map(found.map((hit) => [hit[0], hit]))
      return rows.map((row, i) => toHit(byRow.get(row)!, scores[i] || null, fragmentsOf, stated))
    },

    article(id) {
      const found = rowOf.get(id) as { row: number } | undefined
      return found ? { ...view(found.row), version: columns.version } : null
    },

    status() {
      const { sample, ...counts } = status.get() as unknown as Omit<Status, 'sample'> & {
        sample: number
      }
      const entities: Status['entities'] = { person: 0, organization: 0, country: 0 }
      for (const { kind, value } of kinds.all() as { kind: EntityKind; value: number }[]) {
        entities[kind] = value
      }
      return {
        ...counts,
        sample: sample === 1,
        entities,
        sources: sources.all() as unknown as Status['sources'],
      }
    },
  }
}
