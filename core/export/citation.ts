/** What is cited of an article. */
export interface Cited {
  id: string
  title: string
  source: string
  publishedAt: string | null
  authors: string[]
  url: string | null
}

/** "Jane Roe: Ministers meet. Caspian Post, 2023-06-22." */
export function citationText({ authors, title, source, publishedAt }: Cited): string {
  const by = authors.length > 0 ? `${authors.join(', ')}: ` : ''
  return `${by}${title || 'Untitled'}. ${source}, ${dayOf(publishedAt) ?? 'no date'}.`
}

/** An object of CSL-JSON, which reference managers read. */
export function toCsl({ id, title, source, publishedAt, authors, url }: Cited) {
  const day = dayOf(publishedAt)
  return {
    id,
    type: 'article-newspaper',
    title,
    'container-title': source,
    author: authors.map((literal) => ({ literal })),
    ...(day !== null && { issued: { 'date-parts': [day.split('-').map(Number)] } }),
    ...(url !== null && { URL: url }),
  }
}

/** An entry of BibTeX; braces keep capitals, and names that are no person's, as they are written. */
export function toBibtex({ id, title, source, publishedAt, authors, url }: Cited): string {
  const [year, month, day] = dayOf(publishedAt)?.split('-') ?? []
  const fields = [
    ['author', authors.map(bibtexName).join(' and ')],
    ['title', `{${escapeTex(title || 'Untitled')}}`],
    ['journal', escapeTex(source)],
    ['year', year],
    ['month', month && String(Number(month))],
    ['day', day && String(Number(day))],
    ['url', isWeb(url) ? escapeTex(url) : ''],
  ].filter(([, value]) => value)
  const lines = fields.map(([name, value]) => `  ${name} = {${value}},\n`)
  return `@article{${id.replace(/[^\w:.-]/g, '-')},\n${lines.join('')}}\n`
}

/** A record of RIS. */
export function toRis({ id, title, source, publishedAt, authors, url }: Cited): string {
  const day = dayOf(publishedAt)
  const fields: [string, string | null][] = [
    ['TY', 'NEWS'],
    ...authors.map((author): [string, string] => ['AU', author]),
    ['TI', title || 'Untitled'],
    ['T2', source],
    ['PY', day?.slice(0, 4) ?? null],
    ['DA', day === null ? null : `${day.replaceAll('-', '/')}/`],
    ['UR', isWeb(url) ? url : null],
    ['ID', id],
  ]
  const written = fields.flatMap(([tag, value]) => (value ? [`${tag}  - ${oneLine(value)}`] : []))
  return `${[...written, 'ER  - '].join('\r\n')}\r\n`
}

/** Whether an address may stand as a link. */
export const isWeb = (url: string | null): url is string =>
  url !== null && /^https?:\/\//i.test(url)

const dayOf = (publishedAt: string | null): string | null => publishedAt?.slice(0, 10) ?? null

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

const TEX: Record<string, string> = {
  '\\': String.raw`\textbackslash{}`,
  '~': String.raw`\textasciitilde{}`,
  '^': String.raw`\textasciicircum{}`,
}

/** Text that TeX sets as it is written; unpaired braces would end the entry. */
function escapeTex(text: string): string {
  return oneLine(text).replace(/[\\~^&%$#_{}]/g, (mark) => TEX[mark] ?? `\\${mark}`)
}

/** BibTeX takes names apart at "and" and commas. */
function bibtexName(name: string): string {
  const escaped = escapeTex(name)
  return /,|\band\b/i.test(name) ? `{${escaped}}` : escaped
}
