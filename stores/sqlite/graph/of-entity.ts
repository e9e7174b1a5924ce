/** SQL for the ties of an entity: `tie`, and `other`, the entity at its other end. */
export const OF_ENTITY = `from (
    select b as other, sentences, articles, stories, weight, first, last from tie where a = :row
    union all
    select a, sentences, articles, stories, weight, first, last from tie where b = :row
  ) tie cross join entity other on other.row = tie.other
  where tie.articles >= :minArticles`
