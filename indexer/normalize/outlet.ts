const MAX_TITLE_LENGTH = 1000
/** Separators that rarely occur inside a title; dashes and colons often do. */
const STRONG = '|│»›•·'
const SUFFIX = new RegExp(
  `^(.+?)\\s*(?:\\s([–—:/~-]+)\\s|([${STRONG}]+))\\s*([^${STRONG}]{2,60})$`,
  'u',
)
const PREFIX = new RegExp(
  `^([^${STRONG}]{2,60}?)\\s*(?:\\s([–—/~-]+)\\s|(:)\\s|([${STRONG}]+))\\s*(.+)$`,
  'u',
)
/** Site names are short; an equally short part of a title may precede it. */
const MAX_OUTLET_WORDS = 4

/**
 * "Talks resume | Port Courant | World" becomes "Talks resume", if the outlet is known or clear
 * from its position.
 */
export function withoutOutlet(title: string, outlet: string | null): string {
  if (title.length > MAX_TITLE_LENGTH) return title
  const plainOutlet = toPlain(outlet ?? '')
  const rest = withoutSuffix(title, plainOutlet) ?? withoutPrefix(title, plainOutlet)
  return rest === null || rest === title ? title : withoutOutlet(rest, outlet)
}

/** The same, but only for the outlet's own name: "Talks resume - Port Courant". */
export function withoutNamedOutlet(title: string, outlet: string | null): string {
  const plainOutlet = toPlain(outlet ?? '')
  if (plainOutlet === '' || title.length > MAX_TITLE_LENGTH) return title
  const [, rest, , , suffix] = SUFFIX.exec(title) ?? []
  return suffix !== undefined && toPlain(suffix) === plainOutlet ? rest!.trim() : title
}

function withoutSuffix(title: string, outlet: string): string | null {
  const match = SUFFIX.exec(title)
  if (!match) return null
  const [, rest, , strong, suffix] = match
  if (isOutlet(suffix!, outlet)) return rest!.trim()
  const isPlain = strong !== undefined && wordsIn(suffix!) <= MAX_OUTLET_WORDS
  return isPlain && wordsIn(rest!) >= wordsIn(suffix!) ? rest!.trim() : null
}

function withoutPrefix(title: string, outlet: string): string | null {
  const match = PREFIX.exec(title)
  return match && isOutlet(match[1]!, outlet) ? match.at(-1)!.trim() : null
}

/** Matches the outlet's name or its address ("evang.at"). */
function isOutlet(part: string, outlet: string): boolean {
  if (/^(?:www\.)?[\p{L}\d-]+(?:\.[\p{L}\d-]+)?\.\p{Ll}{2,6}$/u.test(part.trim())) return true
  return outlet !== '' && toPlain(part) === outlet
}

const wordsIn = (text: string) => text.trim().split(/\s+/).length

const toPlain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim()
