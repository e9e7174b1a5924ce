import type { DatabaseSync } from 'node:sqlite'
import { UNIT_WEIGHT } from '#core/graph/ties.ts'
import { NAME } from '../counts/count-writer.ts'
import { type DamagedPart, damagedArticles } from './article-audit.ts'
import { namesThatDiffer } from './name-audit.ts'
import { articlesInWrongStory } from '../stories/story-audit.ts'
import { TYING } from '#core/graph/sqlite-tying.ts'

/** A query for what is wrong; each row has an id, the stored value and the counted one. */
interface Check {
  what: string
  sql: string
}

const CHECKS: Check[] = [
  {
    what: 'the number of articles, stories or sentences',
    sql: `select 'archive' as id from state
      where articles <> (select count(*) from article)
         or stories <> (select count(distinct story) from article)
         or sentences <> (select ifnull(sum(sentences), 0) from article)`,
  },
  {
    what: 'the sentences, articles, stories or dates of an entity',
    sql: `select e.id from entity e left join (
        select entity, count(*) as sentences, count(distinct article) as articles,
          count(distinct story) as stories,
          min(substr(published_at, 1, 10)) as first, max(substr(published_at, 1, 10)) as last
        from named left join article on article.row = named.article group by entity
      ) n on n.entity = e.row
      where e.sentences is not n.sentences or e.articles is not n.articles or e.stories is not n.stories
        or e.first is not n.first or e.last is not n.last`,
  },
  {
    what: 'the name or kind of an entity',
    sql: `select id from entity
      where name is not ${NAME}
        or substr(id, 1, instr(id, '-') - 1) is not iif(kind = 'organization', 'org', kind)`,
  },
  {
    what: 'a named entity that is not listed',
    sql: `select cast(entity as text) as id from named
      where entity not in (select row from entity) group by entity`,
  },
  {
    what: 'the number of entities of a sentence',
    sql: `select article.id from (
        select article as row from named_by_sentence group by article, sentence
          having min(entities) <> count(*) or max(entities) <> count(*)
      ) join article using (row) group by 1`,
  },
  {
    what: 'the sentences, articles, stories, weight or dates of a tie',
    sql: `with counted as (
        select least.row as a, greatest.row as b, count(*) as sentences, count(distinct x.article) as articles,
          count(distinct story) as stories, sum(${UNIT_WEIGHT} / (x.entities - 1)) as weight,
          min(substr(published_at, 1, 10)) as first, max(substr(published_at, 1, 10)) as last
        from named_by_sentence x join named_by_sentence y using (article, sentence)
        left join article on article.row = x.article
        join entity least on least.row = x.entity join entity greatest on greatest.row = y.entity
        where least.id < greatest.id and ${TYING} group by 1, 2
      )
      select ifnull(a, 0) || '-' || ifnull(b, 0) as id from (
        select t.a, t.b from tie t left join counted c using (a, b)
          where t.sentences is not c.sentences or t.articles is not c.articles or t.stories is not c.stories
            or t.weight is not c.weight or t.first is not c.first or t.last is not c.last
        union all
        select c.a, c.b from counted c left join tie t using (a, b) where t.a is null
      )`,
  },
]

export interface Finding {
  what: string
  count: number
  /** Some of the ids. */
  examples: string[]
  /** True if pages of the file are damaged, so that nothing in it is reliable. */
  isOfFile?: boolean
}

/** Recounts everything the archive counts and returns where the stored counts differ. */
export function audit(db: DatabaseSync): Finding[] {
  const file = auditFile(db)
  // Do not compare what cannot be read.
  if (file.length > 0) return file
  // A temporary table, because `named` is ordered only by entity.
  db.exec(`
    create temp table if not exists named_by_sentence (
      article integer, sentence integer, entity integer, entities integer, aside integer,
      primary key (article, sentence, entity)
    ) without rowid;
    delete from named_by_sentence;
    insert into named_by_sentence select article, sentence, entity, entities, aside from named;`)
  const articles = auditArticles(db)
  const counts = CHECKS.map(({ what, sql }) => toFinding(what, ids(db, sql)))
  return [...articles, ...counts].filter(({ count }) => count > 0)
}

const PARTS: Record<DamagedPart, string> = {
  text: 'the text of an article',
  reading: 'the sentences, names or functions read out of an article',
  names: 'the names that an article is counted for',
}

function auditArticles(db: DatabaseSync): Finding[] {
  const damaged = [...damagedArticles(db)]
  const findings = (Object.keys(PARTS) as DamagedPart[]).map((part) => {
    const found = damaged.filter(({ parts }) => parts.includes(part))
    return toFinding(
      PARTS[part],
      found.map(({ id }) => id),
    )
  })
  if (damaged.length > 0) return findings
  const names = [...namesThatDiffer(db)]
  const copies = articlesInWrongStory(db)
  return [
    toFinding('the written forms or functions of an entity', names),
    toFinding('the story of an article', copies),
  ]
}

/**
 * Returns SQLite's own findings except those about its full-text index, which is rebuilt from the
 * texts.
 */
export function auditFile(db: DatabaseSync): Finding[] {
  const rows = db.prepare('pragma integrity_check').all() as { integrity_check: string }[]
  const problems = rows.map((row) => row.integrity_check).filter((line) => line !== 'ok')
  const ofPages = problems.filter((line) => !line.includes('FTS5'))
  return ofPages.length > 0 ? [{ ...toFinding(THE_FILE, ofPages), isOfFile: true }] : []
}

const THE_FILE = 'the file itself'

function ids(db: DatabaseSync, sql: string): string[] {
  return (db.prepare(sql).all() as { id: string }[]).map(({ id }) => id)
}

const toFinding = (what: string, all: string[]): Finding => ({
  what,
  count: all.length,
  examples: all.slice(0, 5),
})
