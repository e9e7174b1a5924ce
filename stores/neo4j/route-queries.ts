const ARCHIVE = 'MATCH (d:Archive:Dateline)'
const STATE = 'd.version AS version, d.sentences AS all'

export const ROUTE_ENDS = `
  ${ARCHIVE}
  OPTIONAL MATCH (a:Entity {id: $a}) WHERE a.rev IS NOT NULL
  OPTIONAL MATCH (b:Entity {id: $b}) WHERE b.rev IS NOT NULL
  CALL () { MATCH (e:Entity) WHERE e.rev IS NOT NULL RETURN percentileDisc(e.articles, $share) AS most }
  RETURN ${STATE}, a {.id, .kind, .name} AS a, b {.id, .kind, .name} AS b, most`

/**
 * A quantile of the normal distribution; it and the score below are the same as in
 * `core/graph/tie-strength.ts`.
 */
const Z = '1.645'

/** The best hops of each entity: ties ranked by the lower bound of their surprise. */
export const HOPS = `
  ${ARCHIVE}
  RETURN ${STATE}, COLLECT {
    UNWIND $ids AS id
    MATCH (e:Entity {id: id})
    CALL (d, e) {
      MATCH (e)-[t:TIED]-(o:Entity)
      WHERE t.stories >= $minStories AND o.rev IS NOT NULL AND (
        o.id IN $ends OR (NOT o.id IN $avoid AND NOT o.kind IN $kinds AND ($hubs OR o.articles <= $most))
      )
      WITH d, e, t, o, CASE WHEN $from IS NULL THEN t.sentences ELSE
        reduce(sum = 0, i IN range(0, size(t.months) - 1) |
          sum + CASE WHEN t.months[i] >= $from AND t.months[i] <= $to THEN t.monthCounts[i] ELSE 0 END)
      END AS sentences
      WHERE $from IS NULL OR sentences >= $minStories
      WITH d, e, t, o, sentences, toFloat(t.stories) / t.articles AS share
      WITH e, t, o, sentences, sentences * share AS together, d.sentences * share AS all,
        e.sentences * share AS one, o.sentences * share AS other
      WITH *, CASE WHEN one < other THEN one ELSE other END AS most,
        together + ${Z} * ${Z} / 2 - ${Z} * sqrt(together + ${Z} * ${Z} / 4) AS low
      WITH *, CASE WHEN low < most THEN low ELSE most END AS low
      WITH e, t, o, sentences, CASE WHEN low = all THEN 1.0 ELSE
        round(log((low * all) / (one * other)) / -log(low / all), 6)
      END AS score
      ORDER BY score DESC, o.id LIMIT $limit
      RETURN collect([e.id, o {.id, .kind, .name}, sentences, t.stories, t.first, t.last, score]) AS hops
    }
    RETURN hops
  } AS hops`
