import { cleanAuthors } from '../../normalize/authors.ts'
import { parseTopByline } from '../../normalize/byline.ts'
import { decodeEntities } from '../entities.ts'
import type { LinkedArticle } from './json-ld.ts'
import { firstMeta, type PageFacts } from './page.ts'
import { type Element, elementsIn, textOf } from './tree.ts'

export interface Authorship {
  authors: string[]
  /** The byline as shown on the page; null if there is none. */
  byline: string | null
}

const META_NAMES =
  `author article:author byl parsely-author dc.creator dcterms.creator sailthru.author citation_author
  article.author rbauthors authors cxenseparse:author`.split(/\s+/)
const AUTHOR_CLASS =
  /(?:^|[\s_-])(?:by-?line|authors?|authored|autor|autore|autorin|auteur|verfasser|redakteur|writer|posted-?by|vcard|reporter|submitted|item-?poster)(?=$|[\s_-])|[a-z](?:Author|Byline|Autor)(?=$|[\s_A-Z-])|authorname|autorname|itemPoster/
/** A line of its own that names the author: "06.11.2023 13:30 von Olga". */
const LOOSE =
  /^(?:[^\p{L}]*|[^|.]{0,20}(?:[Pp]osted|[Ww]ritten|[Pp]ublished|[Vv]eröffentlicht|[Gg]eschrieben|[Vv]erfasst|[Ee]rstellt|[Gg]espeichert|[Pp]ublié|[Ee]scrito|[Pp]ublicado|Text|Artikel)[^|.]{0,30})(?:[Bb]y|[Vv]on|[Pp]ar|[Pp]or)\s+\p{Lu}[^.!?]{1,50}$/u
const PERSON =
  /^\p{Lu}[\p{L}\p{M}\d.'’-]*(?: (?:\p{Lu}[\p{L}\p{M}.'’-]*|de|la|le|van|von|der|den|di|da|dos|bin|al)){0,4}$/u
/** The URL of an author page. */
const AUTHOR_LINK =
  /\/(?:authors?|autor(?:en|es)?|autoren-und-redaktion|auteurs?|redaktion|profil|writers?|staff|newsteam|people|by)\/(?:\d+\/)?[^/?#]+\/?$/i
const AROUND = new Set(['nav', 'aside', 'form', 'blockquote'])
const NEVER = new Set(['html', 'head', 'body', 'article', 'main', 'script', 'style', 'title'])
const HEADS = new Set(['h1', 'figcaption', 'option', 'blockquote'])
const OTHERS =
  /(?:^|[\s_-])(?:comments?|commentlist|related\w*|recommend\w*|teasers?|popular|latest|reviews?|widget)(?=$|[\s_-])/i
const TIME = new Set(['time'])
const MAX_BYLINE = 120
const MAX_LOOSE = 80
const LOOSE_WEIGHT = 1
const MAX_AUTHORS = 10

/** Finds the people who wrote the article. */
export function findAuthors(
  root: Element,
  facts: PageFacts,
  linked: LinkedArticle | null,
  outlets: string[],
): Authorship {
  const shown = bylines(root)
  const byline = shown[0]?.text ?? null
  const stated = linked?.authors ?? []
  const written = [stated, metaAuthors(facts)].map((texts) =>
    namesIn(texts, outlets).filter(isLikelyPerson),
  )
  const read = shownBeforeEditors(shown.map(({ text }) => text)).map((text) =>
    namesIn([text], outlets),
  )
  const first = [...written, ...read].find((names) => names.length > 0) ?? []
  const authors = read.find((names) => continues(names, first)) ?? first
  return { authors: authors.slice(0, MAX_AUTHORS), byline }
}

/** A byline that says "the editors" is complete: later ones belong to other articles. */
function shownBeforeEditors(texts: string[]): string[] {
  const at = texts.findIndex((text) => EDITORS.test(text))
  return at < 0 ? texts : texts.slice(0, at)
}

const EDITORS =
  /^(?:(?:autor|author|auteur|by|von|par)\s*:?\s+)?(?:redaktion|rédaction|redacción|redazione|editorial (?:staff|team)|editors?|staff)[\s,.]*$/iu

/**
 * Whether some names include all others (by last word) and more people: metadata often has only the
 * first of several.
 */
function continues(names: string[], others: string[]): boolean {
  const lastWords = new Set(names.map(lastWord))
  return (
    names.length > others.length &&
    others.length > 0 &&
    others.every((name) => lastWords.has(lastWord(name))) &&
    names.every((name) => name.includes(' ') && PERSON.test(name))
  )
}

const lastWord = (name: string) =>
  name
    .toLowerCase()
    .split(/[\s.]+/)
    .at(-1)!

/** Systems use account names such as "fhaacker" in place of people's. */
const isLikelyPerson = (name: string) => /\p{Lu}/u.test(name) || !/^[\p{Ll}\p{N}._-]+$/u.test(name)

function metaAuthors(facts: PageFacts): string[] {
  const written = firstMeta(facts, META_NAMES) ?? cardAuthor(facts)
  return written === null || /^https?:/i.test(written) ? [] : [written]
}

/** Twitter cards have labels and values; WordPress puts the author there. */
function cardAuthor(facts: PageFacts): string | null {
  const label = firstMeta(facts, ['twitter:label1'])
  return label !== null && CARD_LABEL.test(label) ? firstMeta(facts, ['twitter:data1']) : null
}

const CARD_LABEL =
  /^(?:written by|author|verfasst von|geschrieben von|écrit par|escrito por|scritto da|autor|geschreven door|napisane przez|skrevet av|написано|автор)\s*:?$/i

function namesIn(texts: string[], outlets: string[]): string[] {
  const names = texts.flatMap((text) => {
    const decoded = decodeEntities(text)
    return parseTopByline(decoded)?.authors ?? cleanAuthors(decoded, outlets)
  })
  return [...new Set(names)]
}

/** The short texts of elements marked as a byline, most certain first. */
function bylines(root: Element): { text: string; weight: number }[] {
  const found: { text: string; weight: number }[] = []
  for (const element of elementsIn(root)) {
    const weight = weightOf(element)
    if (weight === 0 || isElsewhere(element)) continue
    const text = textOf(element, { without: TIME, limit: MAX_BYLINE })
    if (isInside(element, 'footer') && !isLikelyPerson(text)) continue
    const isByline = weight > LOOSE_WEIGHT || (text.length <= MAX_LOOSE && isLooseByline(text))
    if (isByline && text !== '' && text.length <= MAX_BYLINE) found.push({ text, weight })
    if (found.length > 50) break
  }
  return found.sort((a, b) => b.weight - a.weight)
}

/** "11.12.2019 - Amelie Loevenich" */
const DATE_AND_NAME =
  /^\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d{2} *[-–—|·,] *\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+){1,3}$/u

function isLooseByline(text: string): boolean {
  if (DATE_AND_NAME.test(text)) return true
  if (!LOOSE.test(text)) return false
  const names = cleanAuthors(text, [])
  return names.length > 0 && names.every((name) => PERSON.test(name))
}

function weightOf({ name, attributes, children }: Element): number {
  if (NEVER.has(name)) return 0
  const { itemprop = '', rel = '', href = '', class: classes = '', id = '' } = attributes
  if (/\bauthor\b/.test(itemprop)) return 4
  if (name === 'a' && (/\bauthor\b/.test(rel) || AUTHOR_LINK.test(href))) return 3
  if (AUTHOR_CLASS.test(`${classes} ${id}`)) return 2
  const hasOwnText = children.some((child) => typeof child === 'string' && /\p{L}/u.test(child))
  return hasOwnText && !HEADS.has(name) ? LOOSE_WEIGHT : 0
}

/** The footer of an article names its author; that of the page, the site's owner. */
const isPageFooter = (element: Element) =>
  element.name === 'footer' && !isInside(element, 'article')

function isInside({ parent }: Element, name: string): boolean {
  for (let above = parent; above; above = above.parent) if (above.name === name) return true
  return false
}

function isElsewhere(element: Element): boolean {
  for (let above: Element | null = element; above; above = above.parent) {
    if (AROUND.has(above.name) || isPageFooter(above)) return true
    if (above.name === 'body' || above.name === 'html') return false
    const { class: classes = '', id = '' } = above.attributes
    if (OTHERS.test(`${classes} ${id}`)) return true
  }
  return false
}
