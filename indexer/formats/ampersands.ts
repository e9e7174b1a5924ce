/** CDATA markers, and ampersands that begin no entity. */
const SIGNS = /<!\[CDATA\[|\]\]>|&(?!#?\w{1,31};)/g
/** A tail that may continue in the next piece. */
const UNFINISHED = /(?:&#?\w{0,31}|<(?:!(?:\[\w{0,5})?)?|\]{1,2})$/

/**
 * Escapes bare ampersands outside CDATA, which many feeds contain. An XML parser would read them,
 * up to the next semicolon, as entities. Call with null for what is left at the end.
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
