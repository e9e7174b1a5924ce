import { MAX_ENTITIES_OF_TIE } from './ties.ts'

/** Whether a sentence ties two entities, as a condition on their rows `x` and `y` of `named`. */
export const TYING = `x.entities <= ${MAX_ENTITIES_OF_TIE} and not x.aside and not y.aside`

/**
 * Counts the sentences of a tie by month ("2023-06"), in order, with one lookup for each sentence of `:one`: the rarer
 * of the two should come first.
 */
export const MONTHS_OF_TIE = `
  select substr(article.published_at, 1, 7) as month, count(*) as sentences
  from named x
    cross join named y on y.entity = :other and y.article = x.article and y.sentence = x.sentence
    cross join article on article.row = x.article
  where x.entity = :one and ${TYING} and article.published_at is not null
  group by month order by month`
