import { decodeHTML } from 'entities'

const ENTITY = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});/i
/** Some systems escape text that was already escaped. */
const MAX_DEPTH = 3

/** Decodes HTML entities, however often the text was escaped: "O&amp;#39;Brien" becomes O'Brien. */
export function decodeEntities(text: string): string {
  let decoded = text
  for (let depth = 0; depth < MAX_DEPTH && ENTITY.test(decoded); depth++) {
    decoded = decodeHTML(decoded)
  }
  return decoded
}
