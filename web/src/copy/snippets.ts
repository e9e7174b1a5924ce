import type { Route } from '../router/route.ts'
import { linkOf, requestOf } from './api-request.ts'
import { pythonOf } from './python.ts'

export const SNIPPETS = {
  link: 'Link',
  curl: 'curl',
  python: 'Python',
  javascript: 'JavaScript',
  r: 'R',
  citation: 'Citation',
} as const

export type SnippetName = keyof typeof SNIPPETS

export interface SnippetContext {
  /** The server's origin: `http://127.0.0.1:4310`. */
  origin: string
  /** Title of the screen. */
  title: string
  /** Today as an ISO day. */
  today: string
  /** The archive's version; null while unknown. */
  version: number | null
  /** Whether the server needs a key; the text then names the variable that holds it, never the key itself. */
  needsKey: boolean
}

/** A screen as text for another program; null for a screen without data of the archive. */
export function snippet(name: SnippetName, route: Route, context: SnippetContext): string | null {
  const { origin, needsKey } = context
  const link = origin + linkOf(route)
  if (name === 'link') return link
  if (name === 'citation') return citation(link, context)
  if (name === 'python') return pythonOf(route, origin)

  const request = requestOf(route)
  if (!request) return null
  const { path, query, number, isTable } = request
  const address = `${origin}/api/v1${path}`
  switch (name) {
    case 'curl':
      return curl(address + query, needsKey)
    case 'javascript':
      return javascript(address + query, number, needsKey)
    case 'r':
      return isTable
        ? rTable(`${address}.csv${unsorted(query)}`, needsKey)
        : rObject(address + query)
  }
}

/** A file always comes in archive order; the API rejects `sort` there. */
function unsorted(query: string): string {
  return query.replace(/([?&])sort=[^&]*&?/, '$1').replace(/[?&]$/, '')
}

function citation(link: string, { title, today, version }: SnippetContext): string {
  const state = version === null ? '' : `, archive version ${version}`
  return `Dateline, “${title}”${state}, ${link}, retrieved ${today}.`
}

function curl(address: string, needsKey: boolean): string {
  const key = needsKey ? '-H "Authorization: Bearer $DATELINE_API_KEY" ' : ''
  return `curl -fsS ${key}'${address.replaceAll("'", String.raw`'\''`)}'\n`
}

function javascript(address: string, number: string[], needsKey: boolean): string {
  const options = needsKey ? ', { headers: { Authorization: `Bearer ${key}` } }' : ''
  return [
    `const response = await fetch(${JSON.stringify(address)}${options})`,
    'const answer = await response.json()',
    `console.log(${['answer', ...number].join('.')})`,
    '',
  ].join('\n')
}

function rTable(address: string, needsKey: boolean): string {
  const source = needsKey
    ? `url(${JSON.stringify(address)}, headers = c(Authorization = paste("Bearer", Sys.getenv("DATELINE_API_KEY"))))`
    : JSON.stringify(address)
  return `rows <- read.csv(${source})\nnrow(rows)\n`
}

function rObject(address: string): string {
  return `answer <- jsonlite::fromJSON(${JSON.stringify(address)})\nstr(answer, max.level = 1)\n`
}
