import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { createAmpersandEscaper } from './ampersands.ts'
import { collect } from '../input/collect.ts'
import { decode } from '../input/decode.ts'
import { openFile } from '../input/open-file.ts'
import { plainText } from '../normalize/plain-text.ts'
import { ReadError } from '../read-error.ts'
import { addressKey, type FeedOutlets } from '../normalize/feed-outlets.ts'

const DECLARED_ENCODING = /^\s*<\?xml\b[^>]{0,200}\bencoding\s*=\s*["']([\w-]{1,40})["']/i

export const isOpml = (path: string) => /\.opml(?:\.gz)?$/i.test(path)

/** Reads the outlets named in a list of feeds. Throws ReadError if it names none. */
export async function readOpml(path: string): Promise<FeedOutlets> {
  const file = await openFile(path)
  try {
    const bytes = await collect(file.chunks)
    const declared = DECLARED_ENCODING.exec(bytes.toString('latin1', 0, 500))?.[1] ?? null
    return toOutlets(decode(bytes, declared).text)
  } finally {
    file.close()
  }
}

function toOutlets(text: string): FeedOutlets {
  const feeds: FeedOutlets = {}
  const sites = new Map<string, string | null>()
  for (const { xmlurl = '', htmlurl = '', title, text: label } of outlines(text)) {
    const name = plainText(title?.trim() || label?.trim() || '')
    if (xmlurl === '' || name === '') continue
    feeds[addressKey(xmlurl)] ??= name
    // A site whose feeds have different names does not identify any of them.
    const site = addressKey(htmlurl)
    if (site !== '') sites.set(site, (sites.get(site) ?? name) === name ? name : null)
  }
  if (Object.keys(feeds).length === 0) {
    throw new ReadError(
      'no-outlets',
      'names no feeds: it has no outline with an xmlUrl and a title',
    )
  }
  for (const [site, name] of sites) if (name !== null) feeds[site] ??= name
  return feeds
}

/** The attributes of every outline, with names in lower case. */
function outlines(text: string): Record<string, string>[] {
  const found: Record<string, string>[] = []
  const parser = new SaxesParser()
  const escape = createAmpersandEscaper()
  // A syntax error loses no other outline.
  parser.on('error', () => {})
  parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => {
    if (name.toLowerCase() !== 'outline') return
    const entries = Object.entries(attributes).map(([key, value]) => [key.toLowerCase(), value])
    found.push(Object.fromEntries(entries) as Record<string, string>)
  })
  parser.write(escape(text) + escape(null)).close()
  return found
}
