/** A page's description of its article in JSON-LD (schema.org). */
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
/** Pages of other kinds, whose date and author are the article's too. */
const PAGE =
  /(?:Page|Recipe|VideoObject|PodcastEpisode|Review|CreativeWork|DiscussionForumPosting)$/
const ORGANIZATION = /Organization|Corporation|Business|WebSite|Brand/
const MAX_DEPTH = 6
const MAX_NODES = 2000

/**
 * Returns the first article in the JSON-LD scripts of a page, else the page itself; null if neither
 * is described.
 */
export function findLinkedArticle(scripts: string[]): LinkedArticle | null {
  const nodes = scripts.flatMap((script) => nodesIn(parse(script)))
  const byId = new Map(nodes.map((node) => [node['@id'], node]))
  const article = nodes.find((node) => hasType(node, ARTICLE))
  const page = nodes.find((node) => hasType(node, PAGE) && dateOf(node) !== null)
  if (article) {
    const linked = toLinkedArticle(article, byId)
    return { ...linked, datePublished: linked.datePublished ?? (page ? dateOf(page) : null) }
  }
  // The name of a page is often its site's, and its text is not an article's.
  return page ? { ...toLinkedArticle(page, byId), headline: null, articleBody: null } : null
}

/** Scripts are often not quite JSON: line feeds in strings, a semicolon at the end. */
function parse(script: string): unknown {
  const text = script.replace(/^\s*(?:<!--|\/\/<!\[CDATA\[)|(?:-->|\/\/\]\]>)?\s*;?\s*$/g, '')
  for (const attempt of [text, text.replace(/[\n\r\t]+/g, ' ')]) {
    try {
      return JSON.parse(attempt) as unknown
    } catch {
      continue
    }
  }
  return null
}

/** All typed objects, including those in lists, graphs and other objects. */
function nodesIn(root: unknown): Values[] {
  const nodes: Values[] = []
  const visit = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null || depth === 0) return
    if (nodes.length >= MAX_NODES) return
    if (!Array.isArray(value) && '@type' in value) nodes.push(value)
    for (const inner of Object.values(value)) visit(inner, depth - 1)
  }
  visit(root, MAX_DEPTH)
  return nodes
}

const hasType = (node: Values, pattern: RegExp) =>
  [node['@type']].flat().some((type) => typeof type === 'string' && pattern.test(type))

const dateOf = (node: Values) =>
  text(node.datePublished) ?? text(node.dateCreated) ?? text(node.uploadDate)

function toLinkedArticle(article: Values, byId: Map<unknown, Values>): LinkedArticle {
  const page = article.mainEntityOfPage
  return {
    headline: text(article.headline) ?? text(article.name),
    articleBody: text(article.articleBody),
    datePublished: dateOf(article),
    authors: [article.author ?? article.creator].flat(2).flatMap((author) => {
      return personName(resolve(author, byId)) ?? []
    }),
    publisher: outletName(resolve(article.publisher, byId)),
    url: text(article.url) ?? text(page) ?? text((page as Values | undefined)?.['@id']),
    language: text(article.inLanguage),
    section: text([article.articleSection].flat()[0]),
  }
}

/** A node may refer to another by id alone. */
function resolve(value: unknown, byId: Map<unknown, Values>): unknown {
  if (typeof value !== 'object' || value === null || 'name' in value) return value
  return byId.get((value as Values)['@id']) ?? value
}

/** Outlets appear as authors too, but are not people. */
function personName(value: unknown): string | null {
  const isNode = typeof value === 'object' && value !== null
  return isNode && hasType(value as Values, ORGANIZATION) ? null : name(value)
}

/** If one person publishes a blog, that is the author rather than an outlet. */
function outletName(value: unknown): string | null {
  const isNode = typeof value === 'object' && value !== null
  return isNode && hasType(value as Values, /^Person$/) ? null : name(value)
}

const text = (value: unknown) =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null

function name(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return text(value)
  const { name } = value as Values
  return text([name].flat()[0])
}
