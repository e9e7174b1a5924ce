import type { DatabaseSync } from 'node:sqlite'
import { MAX_ENTITIES_OF_TIE } from '#core/ties.ts'

/** A check that lists what is wrong; each row names an id and what is stored against what was counted. */
interface Check {
  what: string
  sql: string
}

const CHECKS: Check[] = [
  {
    what: 'the number of articles or sentences',
    sql: `select 'archive' as id from state
      where articles <> (select count(*) from article)
         or sentences <> (select ifnull(sum(sentences), 0) from article)`,
  },
  {
    what: 'an article without its text or reading',
    sql: `select id from article
      where row not in (select row from article_text) or row not in (select row from reading)`,
  },
  {
    what: 'the sentences or articles of an entity',
    sql: `select e.id from entity e left join (
        select entity, count(*) as sentences, count(distinct article) as articles from named group by entity
      ) n on n.entity = e.row
      where e.sentences is not n.sentences or e.articles is not n.articles`,
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
    what: 'the sentences or articles of a tie',
    sql: `with counted as (
        select least.row as a, greatest.row as b, count(*) as sentences, count(distinct x.article) as articles
        from named_by_sentence x join named_by_sentence y using (article, sentence)
        join entity least on least.row = x.entity join entity greatest on greatest.row = y.entity
        where least.id < greatest.id and x.entities <= ${MAX_ENTITIES_OF_TIE} group by 1, 2
      )
      select ifnull(a, 0) || '-' || ifnull(b, 0) as id from (
        select t.a, t.b from tie t left join counted c using (a, b)
          where t.sentences is not c.sentences or t.articles is not c.articles
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
}

/** Counts anew what the archive keeps count of, and says where the two differ. */
export function audit(db: DatabaseSync): Finding[] {
  // A table of its own, since `named` is only ordered by entity.
  db.exec(`
    create temp table if not exists named_by_sentence (
      article integer, sentence integer, entity integer, entities integer,
      primary key (article, sentence, entity)
    ) without rowid;
    delete from named_by_sentence;
    insert into named_by_sentence select article, sentence, entity, entities from named;`)
  return [integrity(db), ...CHECKS.map(({ what, sql }) => toFinding(what, ids(db, sql)))].filter(
    ({ count }) => count > 0,
  )
}

function integrity(db: DatabaseSync): Finding {
  const rows = db.prepare('pragma integrity_check').all() as { integrity_check: string }[]
  const problems = rows.map((row) => row.integrity_check).filter((line) => line !== 'ok')
  return toFinding('the file itself', problems)
}

function ids(db: DatabaseSync, sql: string): string[] {
  return (db.prepare(sql).all() as { id: string }[]).map(({ id }) => id)
}

const toFinding = (what: string, all: string[]): Finding => ({
  what,
  count: all.length,
  examples: all.slice(0, 5),
})
