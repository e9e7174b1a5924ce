import { hash } from 'node:crypto'
import { fold } from '#core/text.ts'
import { MAX_OWN_ID_LENGTH } from '../input/limits.ts'
import { remembered } from './memoize.ts'

const URL_SAFE = /^[A-Za-z0-9][A-Za-z0-9._~-]*$/
const MAX_SLUG_LENGTH = 40

/**
 * `<source>-<own id>`; an own id that is long or not URL-safe is hashed, and one that begins with
 * its source is not prefixed again.
 */
export function toArticleId(source: string, ownId: string): string {
  const prefix = `${sourceSlug(source)}-`
  if (ownId.length > MAX_OWN_ID_LENGTH || !URL_SAFE.test(ownId)) return prefix + digest(ownId)
  return ownId.toLowerCase().startsWith(prefix) ? ownId : prefix + ownId
}

/** The own id for a text without one: equal texts get equal ids. */
export function contentId(title: string, text: string): string {
  return digest(`${title}\0${text}`)
}

/** "The Daily Star" becomes "the-daily-star"; a name that cannot be written in ASCII is hashed. */
export const sourceSlug = remembered((source: string): string => {
  const slug = fold(source).trim().replace(/ +/g, '-')
  const isSafe = /^[a-z0-9-]+$/.test(slug) && slug.length <= MAX_SLUG_LENGTH
  return isSafe ? slug : `source-${digest(source).slice(0, 8)}`
})

function digest(text: string): string {
  return hash('sha256', text).slice(0, 16)
}
