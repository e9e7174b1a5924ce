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
/** A page that shows much less than its JSON-LD holds shows a teaser. */
const TEASER_SHARE = 0.5
/** A story that is so little of all the text of its page is hardly the whole story. */
const SUSPICIOUS_SHARE = 0.1

/** The article of a web page. Nothing in it is run, and nothing that it names is fetched. */
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

/** A page that says that it is in another encoding need not be in UTF-8. */
const isUtf8Doubt = (doubt: string | null) => /^is not UTF-8[^,]*$/.test(doubt ?? '')

/** The end of a page whose transfer broke off. */
const BROKEN_OFF = /<[a-z/][^<>]*$/i
const MAX_TAG = 2000
const CUT = 'the page breaks off in the middle of a tag; its end may be missing'

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

/** Of texts that are lost without a word nobody would learn. */
function warnOfLoss({ body, warnings }: Draft, pageLength: number): void {
  if (body === '') warnings.push('no text was found on the page')
  else if (body.length < pageLength * SUSPICIOUS_SHARE) {
    warnings.push(`the text is ${body.length} of the ${pageLength} characters on the page`)
  }
}

/** What the outlet of a page is called: its name is no author's. */
function outletsOf(
  source: string | null,
  facts: PageFacts,
  linked: LinkedArticle | null,
  url: string | null,
) {
  const stated = [source, linked?.publisher, firstMeta(facts, ['dc.publisher']), hostOf(url)]
  return [...stated, ...siteInTitle(facts)].filter((name) => name != null)
}

/** A name of one word; others are those of people who write under their own name. */
const hostOf = (url: string | null) =>
  /^https?:\/\/(?:www\.)?([^/:-]+)\.[a-z]+(?=[/:]|$)/i.exec(url ?? '')?.[1]

/** What stands behind the last line in a page's title is mostly the site's name. */
const siteInTitle = ({ title }: PageFacts) => title.split(/ [|–—-] /).slice(1)

/** The address of a site's front page is on every page of some sites, and no id of any. */
const isOwnAddress = (url: string) => !/^(?:https?:\/\/[^/]*)?\/?$/i.test(url)

function addMetadata(draft: Draft, facts: PageFacts, linked: LinkedArticle | null): void {
  const section = firstMeta(facts, SECTION_NAMES) ?? linked?.section ?? null
  const keywords = firstMeta(facts, KEYWORD_NAMES)
  if (section !== null) keep(draft.metadata, 'section', section)
  if (keywords !== null) keep(draft.metadata, 'keywords', keywords)
}
