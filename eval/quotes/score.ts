import type { Quotation } from '#core/article.ts'
import { extract } from '#extract/extract.ts'
import { type Tally, type TallyLine, toTallyLine } from '../tally.ts'
import type { LabelledArticle, LabelledAttribution } from './attributions.ts'

/**
 * A found quotation is right if its content overlaps a labelled one's and its source matches that
 * one's source.
 */
export type SourceMatch = 'overlap' | 'exact'

export interface QuotesScore {
  direct: TallyLine
  indirect: TallyLine
}

/** Labelled attributions without a source are neither required nor counted as wrong. */
export function scoreQuotes(articles: readonly LabelledArticle[], match: SourceMatch): QuotesScore {
  const tallies = articles.map((article) => tally(article, match))
  return {
    direct: toTallyLine(tallies.map(({ direct }) => direct)),
    indirect: toTallyLine(tallies.map(({ indirect }) => indirect)),
  }
}

function tally({ body, attributions }: LabelledArticle, match: SourceMatch) {
  const { quotations } = extract({ title: '', body, dateline: null })
  const sourced = quotations.filter(({ source }) => source !== null)
  const count = (direct: boolean): Tally => {
    const asked = attributions.filter((one) => one.direct === direct && one.source.length > 0)
    const found = asked.filter((one) => sourced.some((given) => isRight(given, one, match)))
    const given = sourced
      .filter((one) => one.direct === direct)
      .filter((one) => !isUnsourced(one, attributions))
    const right = given.filter((one) => attributions.some((label) => isRight(one, label, match)))
    return { gold: asked.length, found: found.length, given: given.length, right: right.length }
  }
  return { direct: count(true), indirect: count(false) }
}

/** Whether it matches only labels without a source. */
function isUnsourced(given: Quotation, labels: readonly LabelledAttribution[]): boolean {
  const met = labels.filter((label) => meets(given, label))
  return met.length > 0 && met.every(({ source }) => source.length === 0)
}

export function isRight(given: Quotation, label: LabelledAttribution, match: SourceMatch): boolean {
  if (!meets(given, label) || !given.source) return false
  const { start, end } = given.source
  return match === 'exact'
    ? label.source.length > 0 && label.source[0]![0] === start && label.source.at(-1)![1] === end
    : label.source.some(([from, to]) => start < to && from < end)
}

export function meets({ content }: Quotation, label: LabelledAttribution): boolean {
  return label.content.some(([from, to]) =>
    content.some(({ start, end }) => start < to && from < end),
  )
}
