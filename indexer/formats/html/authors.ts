import { cleanAuthors } from '../../normalize/authors.ts'
import { parseTopByline } from '../../normalize/byline.ts'
import { decodeEntities } from '../entities.ts'
import type { LinkedArticle } from './json-ld.ts'
import { firstMeta, type PageFacts } from './page.ts'
import { type Element, elementsIn, textOf } from './tree.ts'

export interface Authorship {
  authors: string[]
  /** The byline as the page shows it; null if none is shown. */
  byline: string | null
}

const META_NAMES =
  `author article:author byl parsely-author dc.creator dcterms.creator sailthru.author citation_author
  article.author rbauthors authors cxenseparse:author`.split(/\s+/)
const AUTHOR_CLASS =
  /^(?:by-?line|authors?|author-?names?|post-?author|article-?author|entry-?author|byline-?names?|byline__name|author__name|posted-?by|submitted|autor|autore|auteur|verfasser|redakteur|vcard|fn|p-author|writer|meta-?author|article__author|field-name-field-author)$/i
const AROUND = new Set(['nav', 'aside', 'footer', 'form'])
const OTHERS =
  /(?:^|[\s_-])(?:comments?|commentlist|related\w*|sidebar|footer|recommend\w*|teasers?|popular|latest|reviews?|widget)(?=$|[\s_-])/i
const TIME = new Set(['time'])
const MAX_BYLINE = 120
const MAX_AUTHORS = 10

/** Who wrote the article, as far as the page names people. */
export function findAuthors(
  root: Element,
  facts: PageFacts,
  linked: LinkedArticle | null,
  source: string | null,
): Authorship {
  const shown = bylines(root)
  const byline = shown[0]?.text ?? null
  const stated = linked?.authors ?? []
  for (const texts of [stated, metaAuthors(facts), ...shown.map(({ text }) => [text])]) {
    const authors = namesIn(texts, source)
    if (authors.length > 0) return { authors: authors.slice(0, MAX_AUTHORS), byline }
  }
  return { authors: [], byline }
}

function metaAuthors(facts: PageFacts): string[] {
  const written = firstMeta(facts, META_NAMES)
  return written === null || /^https?:/i.test(written) ? [] : [written]
}

function namesIn(texts: string[], source: string | null): string[] {
  const names = texts.flatMap((text) => {
    const decoded = decodeEntities(text)
    return parseTopByline(decoded)?.authors ?? cleanAuthors(decoded, source)
  })
  return [...new Set(names)]
}

/** The short texts of elements that are marked as a byline, the surer ones first. */
function bylines(root: Element): { text: string; weight: number }[] {
  const found: { text: string; weight: number }[] = []
  for (const element of elementsIn(root)) {
    const weight = weightOf(element)
    if (weight === 0 || isElsewhere(element)) continue
    const text = textOf(element, TIME)
    if (text !== '' && text.length <= MAX_BYLINE) found.push({ text, weight })
    if (found.length > 50) break
  }
  return found.sort((a, b) => b.weight - a.weight)
}

function weightOf({ name, attributes }: Element): number {
  if (name === 'body' || name === 'html' || name === 'article' || name === 'main') return 0
  const { itemprop = '', rel = '', class: classes = '', id = '' } = attributes
  if (/\bauthor\b/.test(itemprop)) return 4
  if (name === 'a' && /\bauthor\b/.test(rel)) return 3
  return `${classes} ${id}`.split(/\s+/).some((token) => AUTHOR_CLASS.test(token)) ? 2 : 0
}

function isElsewhere(element: Element): boolean {
  for (let above: Element | null = element; above; above = above.parent) {
    if (AROUND.has(above.name)) return true
    if (above.name === 'body' || above.name === 'html') return false
    const { class: classes = '', id = '' } = above.attributes
    if (OTHERS.test(`${classes} ${id}`)) return true
  }
  return false
}
