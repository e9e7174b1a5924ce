import type { WarningCode } from './warnings.ts'

const REGEX = /^\/(.+)\/\w*$/
const BOOST = /\^\d*\.?\d*$/
const FUZZY = /~\d*\.?\d*$/
const LEADING_WILDCARD = /^[*?]+/
const INNER_WILDCARD = /(?:\*+|\?)(?=[\p{L}\p{N}]).*$/u

/** Strips syntax of other tools from a word, and says which was found. */
export function withoutForeignSigns(text: string): { text: string; code: WarningCode | null } {
  const pattern = REGEX.exec(text)?.[1]
  if (pattern !== undefined) return { text: pattern.replace(/\*+$/, ''), code: 'regex' }
  if (BOOST.test(text)) return { text: text.replace(BOOST, ''), code: 'boost' }
  if (FUZZY.test(text)) return { text: text.replace(FUZZY, ''), code: 'fuzzy' }
  if (LEADING_WILDCARD.test(text)) {
    const rest = text.replace(LEADING_WILDCARD, '')
    return { text: rest.replace(INNER_WILDCARD, '*'), code: 'leading-wildcard' }
  }
  if (INNER_WILDCARD.test(text))
    return { text: text.replace(INNER_WILDCARD, '*'), code: 'inner-wildcard' }
  return { text, code: null }
}
