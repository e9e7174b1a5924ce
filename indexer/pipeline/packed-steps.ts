import type { ArticleStep, ImportStep } from './steps.ts'

type PackedArticle = ReturnType<typeof packArticle>

/**
 * A step as sent between threads: an article as an array of its values, because an object with
 * thirty field names takes five times as long to clone.
 */
export type PackedStep = Exclude<ImportStep, ArticleStep> | PackedArticle

export function pack(step: ImportStep): PackedStep {
  return step.type === 'article' ? packArticle(step) : step
}

export function unpack(packed: PackedStep): ImportStep {
  return 'type' in packed ? packed : unpackArticle(packed)
}

function packArticle({ entry, warnings, bytes }: ArticleStep) {
  const { article, hash, heard, keys, extractor, origin, reading, isNew } = entry
  return [
    article.id,
    article.title,
    article.body,
    article.dateline,
    article.place,
    article.byline,
    article.tail,
    article.publishedAt,
    article.publishedText,
    article.source,
    article.authors,
    article.url,
    article.language,
    article.metadata,
    hash,
    heard,
    keys,
    extractor,
    origin.path,
    origin.line,
    reading.sentences,
    reading.mentions,
    reading.roles,
    reading.quotations,
    isNew,
    warnings,
    bytes,
  ] as const
}

function unpackArticle([
  id,
  title,
  body,
  dateline,
  place,
  byline,
  tail,
  publishedAt,
  publishedText,
  source,
  authors,
  url,
  language,
  metadata,
  hash,
  heard,
  keys,
  extractor,
  path,
  line,
  sentences,
  mentions,
  roles,
  quotations,
  isNew,
  warnings,
  bytes,
]: PackedArticle): ArticleStep {
  const article = {
    id,
    title,
    body,
    dateline,
    place,
    byline,
    tail,
    publishedAt,
    publishedText,
    source,
    authors,
    url,
    language,
    metadata,
  }
  const origin = { path, line }
  const reading = { sentences, mentions, roles, quotations }
  const entry = { article, hash, heard, keys, extractor, origin, reading, isNew }
  return { type: 'article', entry, warnings, bytes }
}
