import { parseTopByline } from '../normalize/byline.ts'
import { splitAuthors } from '../normalize/authors.ts'
import { type FileContext, toResult } from '../context.ts'
import { decode } from '../input/decode.ts'
import { type Draft, emptyDraft, keep } from '../normalize/draft.ts'
import { type LinkedArticle, findLinkedArticle } from './json-ld.ts'
import { mainText } from './main-text.ts'
import { markupToText } from './markup.ts'
import { type Page, readPage } from './page.ts'
import type { ReadResult } from '../result.ts'

const DECLARED_ENCODING = /<meta\b[^>]{0,200}\bcharset\s*=\s*["']?([\w-]{1,40})/i
const DATE_NAMES =
  `article:published_time og:article:published_time datepublished date pubdate publishdate
  publication_date dc.date dc.date.issued dcterms.created parsely-pub-date sailthru.date`.split(
    /\s+/,
  )
const AUTHOR_NAMES = `author article:author byl parsely-author dc.creator sailthru.author`.split(
  /\s+/,
)
const SECTION_NAMES = ['article:section', 'section']
const KEYWORD_NAMES = ['keywords', 'news_keywords', 'article:tag']
/** A page that shows much less than its JSON-LD holds shows a teaser. */
const TEASER_SHARE = 0.5
const MAX_TITLE_LENGTH = 1000

/** The article of a web page. Nothing in it is run, and nothing that it names is fetched. */
export function readHtml(bytes: Buffer, context: FileContext): ReadResult {
  return toResult(context, null, bytes, () => {
    const declared = DECLARED_ENCODING.exec(bytes.toString('latin1', 0, 4096))?.[1] ?? null
    const { text, doubt } = decode(bytes, declared)
    const draft = toDraft(text)
    if (doubt && declared === null) draft.warnings.push(`the text ${doubt}`)
    return draft
  })
}

function toDraft(markup: string): Draft {
  const page = readPage(markup)
  const linked = findLinkedArticle(page.jsonLd)
  const source = first(page, ['og:site_name', 'application-name']) ?? linked?.publisher ?? null
  const title = titleOf(page, linked, source)
  const url = page.canonical || first(page, ['og:url']) || linked?.url || null
  const draft: Draft = {
    ...emptyDraft(),
    title,
    body: bodyOf(markup, page, linked, title),
    ownId: url !== null && isOwnAddress(url) ? url : null,
    url,
    date: first(page, DATE_NAMES) ?? linked?.datePublished ?? (page.time || null),
    source,
    authors: authorsOf(page, linked),
    byline: page.byline || null,
    language: (page.language || linked?.language) ?? first(page, ['og:locale']),
  }
  addMetadata(draft, page, linked)
  return draft
}

function titleOf(page: Page, linked: LinkedArticle | null, source: string | null): string {
  const title = first(page, ['og:title']) ?? linked?.headline ?? (page.heading || page.title)
  return withoutOutlet(decodeEntities(title), source ?? '', page.heading)
}

/** "Talks resume | Port Courant" is "Talks resume", if that is the outlet or the page's heading says so. */
function withoutOutlet(title: string, source: string, heading: string): string {
  const match =
    title.length > MAX_TITLE_LENGTH ? null : /^(.+?)\s+[|–—·:»-]+\s+([^|–—·»]{2,60})$/.exec(title)
  if (!match) return title
  const [, rest, suffix] = match
  const isOutlet = suffix!.toLowerCase() === source.toLowerCase() || rest === heading
  return isOutlet ? rest! : title
}

function bodyOf(markup: string, page: Page, linked: LinkedArticle | null, title: string): string {
  const shown = mainText(page, title) || mainText(readPage(markup, false), title)
  const linkedBody = linked?.articleBody ? markupToText(linked.articleBody) : ''
  return shown.length < linkedBody.length * TEASER_SHARE ? linkedBody : shown
}

function authorsOf(page: Page, linked: LinkedArticle | null): string[] {
  if (linked && linked.authors.length > 0) return [...new Set(linked.authors.flatMap(splitAuthors))]
  const written = first(page, AUTHOR_NAMES)
  if (written !== null && !/^https?:/i.test(written)) return splitAuthors(written)
  if (page.byline === '') return []
  return parseTopByline(page.byline)?.authors ?? splitAuthors(page.byline)
}

/** The address of a site's front page is on every page of some sites, and no id of any. */
const isOwnAddress = (url: string) => !/^(?:https?:\/\/[^/]*)?\/?$/i.test(url)

function first(page: Page, names: string[]): string | null {
  for (const name of names) {
    const value = page.meta.get(name)
    if (value) return value
  }
  return null
}

/** Some sites escape what they write into attributes twice. */
const decodeEntities = (text: string) =>
  /&(?:amp|quot|#\d+|[lr][sd]quo);/.test(text) ? markupToText(text) : text

function addMetadata(draft: Draft, page: Page, linked: LinkedArticle | null): void {
  const section = first(page, SECTION_NAMES) ?? linked?.section ?? null
  const keywords = first(page, KEYWORD_NAMES)
  if (section !== null) keep(draft.metadata, 'section', section)
  if (keywords !== null) keep(draft.metadata, 'keywords', keywords)
}
