import { decodeEntities } from '../entities.ts'
import type { LinkedArticle } from './json-ld.ts'
import { withoutOutlet } from '../../normalize/outlet.ts'
import { firstMeta, type PageFacts } from './page.ts'
import { type Element, elementsIn, isElement, textOf } from './tree.ts'

interface Heading {
  text: string
  plain: string
  level: number
  /** True if it links to the front page, like a site's own name. */
  leadsHome: boolean
}

const MAX_HEADINGS = 60
const MAX_LENGTH = 300
/** Separators between the title of a story and the name of its site. */
const SEPARATOR = /\s+[|–—·•»›«‹:/~-]+\s+|\s*[|│»›•]+\s*|:\s+/u
/** Parts of a heading that are not the title: the topic above it, the sentence below it. */
const LABEL_NAMES = new Set(['small', 'time', 'sup', 'button'])
const LABEL_CLASS =
  /(?:^|[\s_-])(?:kicker|roofline|overline|dachzeile|eyebrow|top-?line|spitzmarke|spitz|over-?title|pre-?title|prefix|subline|sub-?title|sub-?headline|subheading|label|badge|category|rubrik|date|intro|volanta|superheadline|supertitle|flag)(?=$|[\s_-])/i
/** Elements around a page's content that have headings of their own. */
const AROUND = new Set(['nav', 'footer', 'aside', 'dialog', 'form'])

/** Titles that a page declares, most exact first. */
export function statedTitles(facts: PageFacts, linked: LinkedArticle | null): string[] {
  return [
    linked?.headline,
    firstMeta(facts, ['og:title']),
    firstMeta(facts, ['twitter:title', 'dc.title', 'headline']),
    facts.title,
  ]
    .filter((title) => title != null)
    .map((title) => decodeEntities(title).replace(/\s+/g, ' ').trim())
    .filter((title) => title !== '')
}

/**
 * Finds the story's title: the heading that matches a declared title, else the declared title
 * without the site's name.
 */
export function findTitle(root: Element, stated: string[], site: string | null): string {
  const headings = headingsIn(root)
  const heading = statedHeading(headings, stated, site) ?? onlyHeading(headings, stated, site)
  if (heading) return heading.text
  const [title] = stated
  if (title === undefined) return headings[0]?.text ?? ''
  return withoutOutlet(title, site)
}

/** Returns a test for texts that repeat the title in any of the page's forms. */
export function createTitleTest(title: string, stated: string[]): (text: string) => boolean {
  const titles = [...new Set([title, ...stated].map(toPlain))].filter((plain) => plain !== '')
  return (text) => {
    if (text.length > MAX_LENGTH * 1.5) return false
    const plain = toPlain(text)
    return plain.length > 2 && titles.some((stated) => isSameTitle(plain, stated))
  }
}

function isSameTitle(plain: string, stated: string): boolean {
  if (plain === stated) return true
  const isTelling = plain.length >= 12 || plain.length >= stated.length / 2
  if (isTelling && (stated.startsWith(`${plain} `) || stated.endsWith(` ${plain}`))) return true
  return stated.length > 10 && plain.length < stated.length * 1.5 && plain.includes(stated)
}

function headingsIn(root: Element): Heading[] {
  const headings: Heading[] = []
  for (const element of elementsIn(root)) {
    if (!/^h[1-3]$/.test(element.name) || headings.length >= MAX_HEADINGS) continue
    const text = withoutDate(headingText(element))
    if (text === '' || text.length > MAX_LENGTH || isAround(element)) continue
    headings.push({
      text,
      plain: toPlain(text),
      level: Number(element.name[1]),
      leadsHome: leadsHome(element),
    })
  }
  return headings
}

/** The text of a heading without labels above or below the title. */
function headingText(heading: Element): string {
  const isLabel = ({ name, attributes }: Element) =>
    LABEL_NAMES.has(name) || LABEL_CLASS.test(attributes.class ?? '')
  const children = heading.children.filter((child) => !isElement(child) || !isLabel(child))
  const [only] = children.filter((child) => isElement(child) || child.trim() !== '')
  const text = textOf({ ...heading, children }, { limit: MAX_LENGTH })
  if (text === '') return textOf(heading, { limit: MAX_LENGTH })
  return children.length > 1 || !only || !isElement(only) || only.children.length < 2
    ? text
    : headingText(only)
}

/** "23.01.2022 - Cup final": some sites put a date first for sorting. */
const withoutDate = (title: string) =>
  title.replace(/^(?:\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}-\d\d-\d\d)\s*(?:[|:–-]\s*)?(?=\S)/, '')

function isAround(element: Element): boolean {
  for (let above = element.parent; above; above = above.parent) {
    if (AROUND.has(above.name)) return true
  }
  return false
}

function leadsHome(heading: Element): boolean {
  if (heading.parent?.name === 'a' && isHome(heading.parent)) return true
  for (const element of elementsIn(heading)) if (element.name === 'a') return isHome(element)
  return false
}

const isHome = ({ attributes }: Element) =>
  /^(?:https?:)?(?:\/\/[^/]*)?\/?(?:index\.\w+)?$/i.test(attributes.href ?? '#')

/** The heading that equals a declared title, or a part of it that is not the site's name. */
function statedHeading(headings: Heading[], stated: string[], site: string | null): Heading | null {
  const plainSite = toPlain(site ?? '')
  const whole = new Set(stated.map(toPlain))
  const parts = new Set(stated.flatMap(partsOf))
  const matching = headings.filter(
    ({ plain, level }) =>
      whole.has(plain) || (parts.has(plain) && (level < 3 || plain.includes(' '))),
  )
  return best(matching, ({ plain, leadsHome, level }) => {
    const isSite = plain === plainSite || leadsHome
    return (isSite ? 0 : 1000) + (whole.has(plain) ? 100 : 0) + Math.min(plain.length, 90) - level
  })
}

/** All parts of a title between separators, including runs of several parts. */
function partsOf(title: string): string[] {
  const pieces = title.split(SEPARATOR).map(toPlain)
  const parts: string[] = []
  for (let from = 0; from < pieces.length; from++) {
    for (let to = from + 1; to <= pieces.length && to - from < 5; to++) {
      parts.push(pieces.slice(from, to).join(' '))
    }
  }
  return parts.filter((part) => part !== '')
}

/** A first heading similar to the declared titles, which may be shortened for search engines. */
function onlyHeading(headings: Heading[], stated: string[], site: string | null): Heading | null {
  const plainSite = toPlain(site ?? '')
  const first = headings.filter(
    ({ level, plain, leadsHome }) => level === 1 && !leadsHome && plain !== plainSite,
  )
  const words = new Set(stated.flatMap((title) => toPlain(title).split(' ')))
  const common = ({ plain }: Heading) => {
    const telling = plain.split(' ').filter((word) => word.length > 3)
    return telling.filter((word) => words.has(word)).length / Math.max(1, telling.length)
  }
  if (stated.length === 0) return first[0] ?? null
  return best(
    first.filter((heading) => common(heading) > 0.3),
    common,
  )
}

function best<T>(items: T[], worth: (item: T) => number): T | null {
  return items.reduce<T | null>((a, b) => (a !== null && worth(a) >= worth(b) ? a : b), null)
}

/** Normalizes away differences between spellings of the same title. */
const toPlain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim()
