/** What matters; an ampersand only where no entity follows. */
const SIGNS = /<!\[CDATA\[|\]\]>|&(?!#?\w{1,31};)/g
/** What may go on in the next piece. */
const UNFINISHED = /(?:&#?\w{0,31}|<(?:!(?:\[\w{0,5})?)?|\]{1,2})$/

/**
 * Escapes the ampersands that many feeds leave as they are, outside CDATA. An XML parser takes one for the beginning of
 * an entity and all that follows, up to a semicolon, for its name. Call with null for what is left at the end.
 */
export function createAmpersandEscaper(): (piece: string | null) => string {
  let isInData = false
  let rest = ''
  return (piece) => {
    const text = rest + (piece ?? '')
    rest = piece === null ? '' : (UNFINISHED.exec(text.slice(-40))?.[0] ?? '')
    return text.slice(0, text.length - rest.length).replace(SIGNS, (sign) => {
      if (sign === '&') return isInData ? sign : '&amp;'
      isInData = sign !== ']]>'
      return sign
    })
  }
}
