import type { EntityKind } from '#core/article.ts'

/*
 * Write queries. Each takes rows in the order of their ids, changes only what is older than its row
 * (or as old, if $force is 1) and sets whole values, so running it twice is the same as once. An
 * entity referenced before its own row arrives is created with only its id.
 */

export const NODE_LABELS: Record<EntityKind, string> = {
  person: 'Person',
  organization: 'Organization',
  country: 'Country',
}

/** First in every transaction: locks out other writers and checks that this graph still exists. */
export const ADVANCE = `
  MATCH (d:Archive:Dateline {target: $target})
  // The write takes the lock, so that what follows reads what the previous transaction left.
  SET d.written = true
  WITH d
  SET d.rev = CASE WHEN d.rev < $rev THEN $rev ELSE d.rev END,
    d.unswept = coalesce(d.unswept, false) OR $gone
  RETURN d.rev AS rev`

const ENTITY = (label: string) => `
  UNWIND $rows AS row
  MERGE (e:Entity {id: row.id})
  WITH e, row WHERE coalesce(e.rev, -1) < row.rev + $force
  SET e:Dateline:${label}, e += row.properties`

const ROLES = `
  WITH e, row
  CALL (e) { MATCH (e)-[old:ROLE]->() DELETE old }
  UNWIND row.roles AS role
  MERGE (at:Entity {id: role.of}) ON CREATE SET at:Dateline
  CREATE (e)-[r:ROLE]->(at) SET r = role.properties`

export const PUT_ENTITIES: Record<EntityKind, string> = {
  person: ENTITY(NODE_LABELS.person) + ROLES,
  organization: ENTITY(NODE_LABELS.organization),
  country: ENTITY(NODE_LABELS.country),
}

/** Runs after the entities themselves; an entity that was newer keeps its former ids too. */
export const PUT_REDIRECTS = `
  UNWIND $rows AS row
  MATCH (e:Entity {id: row.id}) WHERE e.rev = row.rev
  CALL (row) { MATCH (old:Redirect:Dateline {to: row.id}) DELETE old }
  UNWIND row.formerIds AS former
  CREATE (r:Redirect:Dateline {id: former, to: row.id})`

/** Runs after the entities were removed. */
export const REMOVE_REDIRECTS = `
  UNWIND $rows AS row
  MATCH (old:Redirect:Dateline {to: row.id}) WHERE NOT EXISTS { (:Entity {id: row.id}) }
  DELETE old`

export const PUT_ARTICLES = `
  UNWIND $rows AS row
  MERGE (a:Article {id: row.id})
  WITH a, row WHERE coalesce(a.rev, -1) < row.rev + $force
  SET a:Dateline, a += row.properties
  WITH a, row
  CALL (a) { MATCH (a)<-[old:MENTIONED_IN]-() DELETE old }
  UNWIND row.names AS name
  MERGE (e:Entity {id: name.id}) ON CREATE SET e:Dateline
  CREATE (e)-[:MENTIONED_IN {sentences: name.sentences, mentions: name.mentions}]->(a)`

export const PUT_TIES = `
  UNWIND $rows AS row
  MERGE (a:Entity {id: row.a}) ON CREATE SET a:Dateline
  MERGE (b:Entity {id: row.b}) ON CREATE SET b:Dateline
  MERGE (a)-[t:TIED]->(b)
  WITH t, row WHERE coalesce(t.rev, -1) < row.rev + $force
  SET t = row.properties`

export const REMOVE_ARTICLES = `
  UNWIND $rows AS row
  MATCH (a:Article:Dateline {id: row.id}) WHERE coalesce(a.rev, -1) < row.rev + $force
  DETACH DELETE a`

/** Matches both ends before the tie: from one end, each row would scan all ties of a hub. */
export const REMOVE_TIES = `
  UNWIND $rows AS row
  MATCH (a:Entity {id: row.a}) MATCH (b:Entity {id: row.b})
  CALL (a, b) { MATCH (a)-[t:TIED]->(b) RETURN t }
  WITH t, row WHERE coalesce(t.rev, -1) < row.rev + $force
  DELETE t`

/**
 * Run until it deletes nothing; only then are the entities deleted. Advances the rev like ADVANCE,
 * for scans.
 */
export const DETACH_ENTITIES = `
  MATCH (d:Archive:Dateline {target: $target})
  SET d.rev = CASE WHEN d.rev < $rev THEN $rev ELSE d.rev END
  WITH d
  UNWIND $rows AS row
  MATCH (e:Entity:Dateline {id: row.id}) WHERE coalesce(e.rev, -1) < row.rev + $force
  MATCH (e)-[r]-()
  WITH DISTINCT r LIMIT 20000 DELETE r
  RETURN count(*) AS count`

export const REMOVE_ENTITIES = `
  UNWIND $rows AS row
  MATCH (e:Entity:Dateline {id: row.id}) WHERE coalesce(e.rev, -1) < row.rev + $force
  DETACH DELETE e`

/** Entities that no article names; only needed after a removal. */
export const ORPHANS = `
  MATCH (d:Archive:Dateline) WHERE d.unswept
  MATCH (e:Entity:Dateline) WHERE NOT (e)-[:MENTIONED_IN]->()
  RETURN e.id AS id`

export const SETTLE = `
  MATCH (d:Archive:Dateline {target: $target})
  SET d += $properties, d.unswept = false, d.version = $version,
    d.rev = CASE WHEN d.rev < $version THEN $version ELSE d.rev END
  RETURN d.rev AS rev`

export const CONTENTS = {
  article: `
    MATCH (a:Article:Dateline)
    RETURN a.id AS key, a.rev AS rev, a.sentences AS sentences,
      reduce(sum = 0, found IN [(a)<-[m:MENTIONED_IN]-() | size(m.sentences)] | sum + found) AS names`,
  entity: `
    MATCH (e:Entity:Dateline)
    RETURN e.id AS key, e.rev AS rev, e.articles AS articles, e.stories AS stories,
      e.sentences AS sentences, e.name AS name`,
  tie: `
    MATCH (a:Entity)-[t:TIED]->(b:Entity)
    RETURN a.id + ' ' + b.id AS key, t.rev AS rev, t.sentences AS sentences,
      t.articles AS articles, t.stories AS stories, t.weight AS weight`,
}
