/** Version of this schema; a graph with a newer one is refused. */
export const SCHEMA_VERSION = 1

/** Constraints and indexes, prefixed to avoid collisions. */
export const SCHEMA = [
  `CREATE CONSTRAINT dateline_entity IF NOT EXISTS FOR (e:Entity) REQUIRE e.id IS UNIQUE`,
  `CREATE CONSTRAINT dateline_article IF NOT EXISTS FOR (a:Article) REQUIRE a.id IS UNIQUE`,
  `CREATE CONSTRAINT dateline_archive IF NOT EXISTS FOR (d:Archive) REQUIRE d.id IS UNIQUE`,
  `CREATE INDEX dateline_redirect IF NOT EXISTS FOR (r:Redirect) ON (r.id)`,
  `CREATE INDEX dateline_redirect_to IF NOT EXISTS FOR (r:Redirect) ON (r.to)`,
  `CREATE INDEX dateline_entity_articles IF NOT EXISTS
   FOR (e:Entity) ON (e.kind, e.articles, e.id)`,
  // Names are stored folded, so the analyzer only splits them at spaces.
  `CREATE FULLTEXT INDEX dateline_entity_names IF NOT EXISTS FOR (e:Entity) ON EACH [e.folded]
   OPTIONS { indexConfig: { \`fulltext.analyzer\`: 'whitespace' } }`,
]

export const AWAIT_SCHEMA = 'CALL db.awaitIndexes(300)'

/** Finds a foreign node with one of our labels. */
export const FOREIGN_DATA = `
  MATCH (n:Entity|Article|Archive|Redirect) WHERE NOT n:Dateline
  RETURN [label IN labels(n) WHERE label IN ['Entity', 'Article', 'Archive', 'Redirect']][0] AS label LIMIT 1`

export const TARGET_STATE = `
  MATCH (d:Archive:Dateline)
  RETURN d.id AS archive, d.target AS target, d.rev AS rev, d.schema AS schema`

/** Creates the archive's node. */
export const BEGIN = `
  MERGE (d:Archive {id: $archive})
  SET d:Dateline, d.target = $target, d.rev = 0, d.schema = $schema`

export const ANYTHING = 'MATCH (n:Dateline) RETURN 1 AS found LIMIT 1'

/** Deletes the archive's node first, so that a half-deleted graph is not taken for a whole one. */
export const FORGET = 'MATCH (d:Archive:Dateline) DETACH DELETE d'

/**
 * Relationships before nodes, in batches that fit any server's memory: a hub has tens of thousands.
 */
export const CLEARING = [
  ...['TIED', 'MENTIONED_IN', 'ROLE'].map(
    (type) => `
    MATCH ()-[r:${type}]->() WHERE startNode(r):Dateline AND endNode(r):Dateline
    WITH r LIMIT 20000 DELETE r RETURN count(*) AS count`,
  ),
  `MATCH (n:Dateline) WITH n LIMIT 5000 DETACH DELETE n RETURN count(*) AS count`,
]
