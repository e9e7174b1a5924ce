import type { TieSort } from '#core/graph.ts'

/*
 * Read queries. Each method of the store is one query, so that its result is consistent. Each
 * begins at the archive's node; without it there is no row at all. Nodes without a rev are
 * referenced by others but not written yet.
 */

const ARCHIVE = 'MATCH (d:Archive:Dateline)'
const STATE = 'd.version AS version, d.sentences AS all'

const ENTITY_FIELDS =
  'e {.id, .kind, .name, .aliases, .aliasCounts, .articles, .stories, .sentences, .first, .last}'
const ROLES = `
    COLLECT {
      MATCH (e)-[r:ROLE]-(:Entity)
      WITH r, startNode(r) AS person, endNode(r) AS place
      RETURN r {
        .title, .former, .sentences, .first, .last, .since, .until, .article, .sentence,
        person: person {.id, .kind, .name}, of: place {.id, .kind, .name}
      }
    }`

export const ENTITY = `
  ${ARCHIVE}
  OPTIONAL MATCH (e:Entity {id: $id}) WHERE e.rev IS NOT NULL
  RETURN ${STATE}, ${ENTITY_FIELDS} AS entity, ${ROLES} AS roles`

export const REDIRECTS = `
  ${ARCHIVE}
  RETURN ${STATE}, COLLECT {
    MATCH (r:Redirect) WHERE r.id IN $ids AND NOT EXISTS {
      MATCH (is:Entity {id: r.id}) WHERE is.rev IS NOT NULL
    }
    MATCH (e:Entity {id: r.to}) WHERE e.rev IS NOT NULL
    WITH r, e ORDER BY r.id, e.id
    RETURN e {.id, .kind, .name, from: r.id}
  } AS found`

const SUMMARY = '{.id, .kind, .name, .articles, .sentences}'
const BY_ARTICLES = 'USING INDEX e:Entity(kind, articles, id)'

/**
 * The next entities of each kind after a position, most articles first. Two parts (as many articles
 * as at the position, and fewer) let the index return them in order.
 */
export const ENTITIES = `
  ${ARCHIVE}
  UNWIND $kinds AS kind
  RETURN ${STATE},
    CASE kind WHEN 'person' THEN d.people WHEN 'organization' THEN d.organizations ELSE d.countries END AS total,
    COLLECT {
      MATCH (e:Entity) ${BY_ARTICLES}
      WHERE e.kind = kind AND e.articles = $articles AND e.id > $after
      WITH e ORDER BY e.kind, e.articles, e.id LIMIT $limit
      RETURN e ${SUMMARY}
    } + COLLECT {
      MATCH (e:Entity) ${BY_ARTICLES}
      WHERE e.kind = kind AND e.articles < $articles AND e.id IS NOT NULL
      WITH e ORDER BY e.kind DESC, e.articles DESC, e.id LIMIT $limit
      RETURN e ${SUMMARY}
    } AS items`

/**
 * The index finds entities with all words anywhere in their forms; the filter requires them in one
 * form.
 */
const MATCHING = `
  CALL db.index.fulltext.queryNodes('dateline_entity_names', $search) YIELD node AS e
  WHERE any(form IN e.folded WHERE all(word IN $words WHERE form CONTAINS word))`

export const MATCHING_ENTITIES = `
  ${ARCHIVE}
  CALL () { ${MATCHING} AND e.kind IN $kinds RETURN collect(e) AS found }
  RETURN ${STATE}, size(found) AS total,
    COLLECT {
      UNWIND found AS e
      WITH e WHERE e.articles <= $articles AND (e.articles < $articles OR e.id > $after)
      WITH e ORDER BY e.articles DESC, e.id LIMIT $limit
      RETURN e ${SUMMARY}
    } AS items`

/**
 * Entities with a name that contains the typed words in a row, as candidates for the exact name.
 */
export const CALLED = `
  ${ARCHIVE}
  CALL () {
    ${MATCHING} AND e.kind IN $kinds AND any(form IN e.folded WHERE form + ' ' CONTAINS $whole + ' ')
    RETURN collect(e {.id, .kind, .name, .articles, .sentences, .aliases, .aliasCounts, .folded}) AS found
  }
  RETURN ${STATE}, found`

/** The best of each kind, in the order of `bestMatches`. */
export const SUGGESTED = `
  ${ARCHIVE}
  CALL () {
    ${MATCHING}
    WITH e, CASE
      WHEN NOT $whole IN e.folded THEN 0
      WHEN any(i IN range(0, size(e.folded) - 1) WHERE e.folded[i] = $whole AND coalesce(e.aliases[i], e.name) = $text) THEN 2
      ELSE 1
    END AS closeness
    ORDER BY closeness DESC, e.articles DESC, e.id
    WITH e.kind AS kind, collect(e)[..$size] AS best
    UNWIND best AS e
    RETURN collect(e {.id, .kind, .name, .articles, .sentences, .aliases, .aliasCounts, .folded}) AS found
  }
  RETURN ${STATE}, found`

/** A person's most frequent role, or, without one, the ties for `disambiguation.ts`. */
export const FACTS = `
  ${ARCHIVE}
  UNWIND $ids AS id
  MATCH (e:Entity {id: id})
  WITH d, e, COLLECT {
    MATCH (e)-[r:ROLE]->(at:Entity)
    WITH r, at ORDER BY r.sentences DESC, r.former, r.title, at.id LIMIT 1
    RETURN r {.title, .former, name: at.name}
  } AS roles
  WITH d, e, roles, CASE
    WHEN size(roles) > 0 THEN []
    WHEN e.kind = 'person' THEN ['organization', 'country']
    WHEN e.kind = 'organization' THEN ['country']
    ELSE []
  END AS kinds
  RETURN ${STATE}, e.id AS id, e.sentences AS own, roles[0] AS role,
    COLLECT {
      WITH e, kinds WHERE size(kinds) > 0
      MATCH (e)-[t:TIED]-(o:Entity) WHERE o.kind IN kinds
      RETURN {id: o.id, name: o.name, alone: o.sentences, sentences: t.sentences, articles: t.articles, stories: t.stories}
    } AS ties`

/** Number of an entity's ties with enough articles, by kind of the other end. */
const TIE_TOTALS = `
    COLLECT {
      MATCH (e)-[t:TIED]-(o:Entity) WHERE t.articles >= $minArticles AND NOT o.id IN $exclude
      WITH o.kind AS kind, count(*) AS count
      RETURN [kind, count]
    } AS totals`

const TIE_ROW =
  '[o.id, o.kind, o.name, o.sentences, t.sentences, t.articles, t.stories, t.weight, t.first, t.last, t.months, t.monthCounts]'

const OF_ENTITY = `
  ${ARCHIVE}
  OPTIONAL MATCH (e:Entity {id: $id}) WHERE e.rev IS NOT NULL`

const toTies = (key: string) => `
  ${OF_ENTITY}
  RETURN ${STATE}, e.sentences AS own, ${TIE_TOTALS},
    COLLECT {
      MATCH (e)-[t:TIED]-(o:Entity)
      WHERE t.articles >= $minArticles AND o.kind IN $kinds AND NOT o.id IN $exclude
        AND ($key IS NULL OR ${key} < $key OR (${key} = $key AND o.id > $after))
      WITH t, o ORDER BY ${key} DESC, o.id LIMIT $limit
      RETURN ${TIE_ROW}
    } AS ties`

/** The next ties after a position, by a stored value. */
export const TIES: Record<Exclude<TieSort, 'surprise' | 'strength'>, string> = {
  sentences: toTies('t.sentences'),
  articles: toTies('t.articles'),
  recent: toTies("coalesce(t.last, '')"),
}

/** Inputs of surprise and strength, of all ties with $from to $to stories. */
export const SURPRISES = `
  ${OF_ENTITY}
  CALL (e) {
    OPTIONAL MATCH (e)-[t:TIED]-(o:Entity)
    WHERE t.stories >= $from AND t.stories <= $to AND t.articles >= $minArticles
      AND o.kind IN $kinds AND NOT o.id IN $exclude
    RETURN collect(o.id) AS ids, collect(o.sentences) AS alone, collect(t.sentences) AS sentences,
      collect(t.articles) AS articles, collect(t.stories) AS stories, collect(t.weight) AS weights
  }
  RETURN ${STATE}, e.sentences AS own, ids, alone, sentences, articles, stories, weights, ${TIE_TOTALS}`

export const TIES_TO = `
  ${ARCHIVE}
  OPTIONAL MATCH (e:Entity {id: $id})
  RETURN ${STATE},
    COLLECT {
      UNWIND $others AS other
      MATCH (o:Entity {id: other})
      // With both ends matched first: from one end, all ties of a hub are scanned each time.
      CALL (e, o) { MATCH (e)-[t:TIED]-(o) RETURN t }
      RETURN ${TIE_ROW}
    } AS ties`

const TIE_FIELDS = 't {.sentences, .articles, .stories, .weight, .first, .last}'
const END_FIELDS = '{.id, .kind, .name, .sentences}'

export const TIE = `
  ${ARCHIVE}
  OPTIONAL MATCH (a:Entity {id: $a}) WHERE a.rev IS NOT NULL
  OPTIONAL MATCH (b:Entity {id: $b}) WHERE b.rev IS NOT NULL
  CALL (a, b) { OPTIONAL MATCH (a)-[t:TIED]->(b) RETURN t }
  RETURN ${STATE}, a ${END_FIELDS} AS a, b ${END_FIELDS} AS b, ${TIE_FIELDS} AS tie`

/** The entities tied to both, with the counts of both ties. */
export const SHARED = `
  ${ARCHIVE}
  OPTIONAL MATCH (a:Entity {id: $a}) WHERE a.rev IS NOT NULL
  OPTIONAL MATCH (b:Entity {id: $b}) WHERE b.rev IS NOT NULL
  RETURN ${STATE}, a.sentences AS ownA, b.sentences AS ownB,
    COLLECT {
      MATCH (a)-[x:TIED]-(o:Entity)-[y:TIED]-(b)
      RETURN {
        id: o.id, kind: o.kind, name: o.name, alone: o.sentences,
        ties: [
          {sentences: x.sentences, articles: x.articles, stories: x.stories, weight: x.weight},
          {sentences: y.sentences, articles: y.articles, stories: y.stories, weight: y.weight}
        ]
      }
    } AS shared`

export const FIRSTS = `
  ${ARCHIVE}
  RETURN ${STATE}, COLLECT {
    MATCH (a:Entity)-[t:TIED]->(b:Entity) WHERE t.first >= $since
    RETURN [a ${END_FIELDS}, b ${END_FIELDS}, ${TIE_FIELDS}]
  } AS items`

/** Read the rev before the batch, so that a change meanwhile is visible afterwards. */
const REV_BEFORE = `${ARCHIVE} WITH d, d.rev AS rev`

/** The rev of the last change sent; ahead of the version while changes are being written. */
export const REV = `${ARCHIVE} RETURN ${STATE}, d.rev AS rev`

/** The index on ids returns them in order. */
export const ENTITIES_FROM = `
  ${REV_BEFORE}
  RETURN ${STATE}, rev,
    COLLECT {
      MATCH (e:Entity) WHERE e.id > $after AND e.rev IS NOT NULL
      WITH e ORDER BY e.id LIMIT $limit
      RETURN {entity: ${ENTITY_FIELDS}, roles: ${ROLES}}
    } AS items`

export const TIES_FROM = `
  ${REV_BEFORE}
  RETURN ${STATE}, rev,
    COLLECT {
      MATCH (a:Entity) WHERE a.id >= $a
      MATCH (a)-[t:TIED]->(b:Entity) WHERE a.id > $a OR b.id > $b
      WITH a, t, b ORDER BY a.id, b.id LIMIT $limit
      RETURN [a ${END_FIELDS}, b ${END_FIELDS}, ${TIE_FIELDS}]
    } AS items`
