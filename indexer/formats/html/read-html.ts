import { type FileContext, toResult } from '../../context.ts'
import { decode } from '../../input/decode.ts'
import { type Draft, emptyDraft, keep } from '../../normalize/draft.ts'
import type { ReadResult } from '../../result.ts'
import { markupToText } from '../markup.ts'
import { findAuthors } from './authors.ts'
import { toBlocks } from './blocks.ts'
import { findDate } from './date.ts'
import { findLinkedArticle, type LinkedArticle } from './json-ld.ts'
import { mainText } from './main-text.ts'
import { firstMeta, type PageFacts, readFacts } from './page.ts'
import { createTitleTest, findTitle, statedTitles } from './title.ts'
import { parseTree } from './tree.ts'

const DECLARED_ENCODING = /<meta\b[^>]{0,200}\bcharset\s*=\s*["']?([\w-]{1,40})/i
const SITE_NAMES = ['og:site_name', 'application-name']
const SECTION_NAMES = ['article:section', 'section']
const KEYWORD_NAMES = ['keywords', 'news_keywords', 'article:tag']
/** A page that shows a smaller share of its JSON-LD text shows a teaser. */
const TEASER_SHARE = 0.5
/** A story with a smaller share of its page's text is probably incomplete. */
const SUSPICIOUS_SHARE = 0.1

/** Reads the article of a web page, without running scripts or fetching anything. */
export function readHtml(bytes: Buffer, context: FileContext): ReadResult {
  return toResult(context, null, bytes, () => {
    const declared = DECLARED_ENCODING.exec(bytes.toString('latin1', 0, 4096))?.[1] ?? null
    const { text, doubt } = decode(bytes, declared)
    const draft = toDraft(text, context.address ?? null)
    const isForeseen = declared !== null && !/^utf-?8$/i.test(declared) && isUtf8Doubt(doubt)
    if (doubt !== null && !isForeseen) draft.warnings.push(`the text ${doubt}`)
    if (BROKEN_OFF.test(text.slice(-MAX_TAG))) draft.warnings.push(CUT)
    return draft
  })
}

/** If the page declares another encoding, it need not be UTF-8. */
const isUtf8Doubt = (doubt: string | null) => /^is not UTF-8[^,]*$/.test(doubt ?? '')

/** The end of a truncated page. */
const BROKEN_OFF = /<[a-z/][^<>]*$/i
const MAX_TAG = 2000
const CUT = 'the page ends in the middle of a tag; its end may be missing'

function toDraft(markup: string, address: string | null): Draft {
  const root = parseTree(markup)
  const facts = readFacts(root)
  const linked = findLinkedArticle(facts.jsonLd)
  const source = firstMeta(facts, SITE_NAMES) ?? linked?.publisher ?? null
  const stated = statedTitles(facts, linked)
  const title = findTitle(root, stated, source)
  const url = facts.canonical || firstMeta(facts, ['og:url']) || linked?.url || address
  const { authors, byline } = findAuthors(
    root,
    facts,
    linked,
    outletsOf(source, facts, linked, url),
  )

  const draft = { ...emptyDraft(), title, url, source, authors, byline }
  draft.ownId = url !== null && isOwnAddress(url) ? url : null
  draft.date = findDate(root, facts, linked, url)
  draft.language = (facts.language || linked?.language) ?? firstMeta(facts, ['og:locale'])
  const blocks = toBlocks(root)
  const shown = mainText(blocks, createTitleTest(title, stated)).join('\n\n')
  draft.body = fullerOf(shown, linked)
  warnOfLoss(draft, blocks.length - blocks.linked)
  addMetadata(draft, facts, linked)
  return draft
}

function fullerOf(shown: string, linked: LinkedArticle | null): string {
  const linkedBody = linked?.articleBody ? markupToText(linked.articleBody) : ''
  return shown.length < linkedBody.length * TEASER_SHARE ? linkedBody : shown
}

/** Warns if text is likely lost, which would otherwise go unnoticed. */
function warnOfLoss({ body, warnings }: Draft, pageLength: number): void {
  if (body === '') warnings.push('no text was found on the page')
  else if (body.length < pageLength * SUSPICIOUS_SHARE) {
    warnings.push(`the text is ${body.length} of the ${pageLength} characters on the page`)
  }
}

/** Names of the page's outlet, which are not authors. */
function outletsOf(
  source: string | null,
  facts: PageFacts,
  linked: LinkedArticle | null,
  url: string | null,
) {
  const stated = [source, linked?.publisher, firstMeta(facts, ['dc.publisher']), hostOf(url)]
  return [...stated, ...siteInTitle(facts)].filter((name) => name != null)
}

/** Only one-word names: people's own sites are often named after them. */
const hostOf = (url: string | null) =>
  /^https?:\/\/(?:www\.)?([^/:-]+)\.[a-z]+(?=[/:]|$)/i.exec(url ?? '')?.[1]

/** After the last separator, a page's title mostly names the site. */
const siteInTitle = ({ title }: PageFacts) => title.split(/ [|–—-] /).slice(1)

/** Some sites declare the front page's address on every page, so it identifies none. */
const isOwnAddress = (url: string) => !/^(?:https?:\/\/[^/]*)?\/?$/i.test(url)

function addMetadata(draft: Draft, facts: PageFacts, linked: LinkedArticle | null): void {
  const section = firstMeta(facts, SECTION_NAMES) ?? linked?.section ?? null
  const keywords = firstMeta(facts, KEYWORD_NAMES)
  if (section !== null) keep(draft.metadata, 'section', section)
  if (keywords !== null) keep(draft.metadata, 'keywords', keywords)
}
