/** What a page says about its article in JSON-LD (schema.org). */
export interface LinkedArticle {
  headline: string | null
  articleBody: string | null
  datePublished: string | null
  authors: string[]
  publisher: string | null
  url: string | null
  language: string | null
  section: string | null
}

type Values = Record<string, unknown>

const ARTICLE = /(?:Article|BlogPosting|Report|LiveBlogPosting)$/
const MAX_DEPTH = 4

/** The first article in the JSON-LD scripts of a page, in lists and `@graph` too; null if there is none. */
export function findLinkedArticle(scripts: string[]): LinkedArticle | null {
  for (const script of scripts) {
    const article = findArticle(parse(script), MAX_DEPTH)
    if (article) return toLinkedArticle(article)
  }
  return null
}

function parse(script: string): unknown {
  try {
    return JSON.parse(script) as unknown
  } catch {
    return null
  }
}

function findArticle(value: unknown, depth: number): Values | null {
  if (typeof value !== 'object' || value === null || depth === 0) return null
  const values = value as Values
  if ([values['@type']].flat().some((type) => typeof type === 'string' && ARTICLE.test(type)))
    return values
  const inner = Array.isArray(value) ? value : [values['@graph'], values.mainEntity]
  for (const item of inner) {
    const found = findArticle(item, depth - 1)
    if (found) return found
  }
  return null
}

function toLinkedArticle(article: Values): LinkedArticle {
  const page = article.mainEntityOfPage
  return {
    headline: text(article.headline) ?? text(article.name),
    articleBody: text(article.articleBody),
    datePublished: text(article.datePublished) ?? text(article.dateCreated),
    authors: [article.author ?? article.creator].flat().flatMap((author) => name(author) ?? []),
    publisher: name(article.publisher),
    url: text(article.url) ?? text(page) ?? text((page as Values | undefined)?.['@id']),
    language: text(article.inLanguage),
    section: text([article.articleSection].flat()[0]),
  }
}

const text = (value: unknown) =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null

function name(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return text(value)
  return text((value as Values).name)
}
