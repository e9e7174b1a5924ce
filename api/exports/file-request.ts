import type { MiddlewareHandler } from 'hono'
import { TABLE_MEDIA_TYPES, type TableFormatName } from '#core/export/format.ts'
import { GRAPH_FORMATS } from '#core/export/graph/write.ts'

export const TABLES = Object.keys(TABLE_MEDIA_TYPES) as [TableFormatName, ...TableFormatName[]]
/** Those of a collection that has pages: its `.json` is a page. */
export const FILES_BESIDE_PAGES = TABLES.filter((name) => name !== 'json') as [
  Exclude<TableFormatName, 'json'>,
  ...Exclude<TableFormatName, 'json'>[],
]
export const GRAPHS = Object.keys(GRAPH_FORMATS) as [
  keyof typeof GRAPH_FORMATS,
  ...(keyof typeof GRAPH_FORMATS)[],
]

/** Collections with pages, collections that are only files, and the network, whose page is not a graph file. */
const PAGED = 'articles|entities|entities/[^/]+/(?:ties|mentions|quotes)|ties/[^/]+/[^/]+/evidence'
const FILES = 'ties|mentions|quotes'
const COLLECTION = new RegExp(`^(/api/v1/(?:(${PAGED})|(${FILES})|graph))(?:\\.(\\w{1,20}))?$`)

const FORMATS = new Set<string>([...TABLES, ...GRAPHS])
const BY_MEDIA_TYPE = new Map<string, string>([
  ...TABLES.map((name) => [TABLE_MEDIA_TYPES[name], name] as const),
  ['application/jsonl', 'jsonl'],
  [GRAPH_FORMATS.graphml.mediaType, 'graphml'],
  [GRAPH_FORMATS.gexf.mediaType, 'gexf'],
])

/** The web app's page at /api shows nothing of the archive and needs no key. */
const REFERENCE_PAGE = '/reference'

/** Internal prefix of file routes; clients use the collection with a file extension. */
export const FILE_ROUTE = '/files/{format}'

/** The public address of a file route. */
export const withEnding = (path: string): string => path.replace(FILE_ROUTE, '.{format}')

/** The route of a request, which may ask for a file by extension or by `Accept`. */
export function routeOf(path: string, accept: string | undefined): string {
  if (path === '/api') return REFERENCE_PAGE
  const [, collection, isPaged, isFile, ending] = COLLECTION.exec(path) ?? []
  if (collection === undefined) return path
  if (ending === 'json' && isPaged) return collection
  const format = ending ?? acceptedFormat(accept) ?? (isFile ? 'json' : undefined)
  if (format === undefined) return path
  return FORMATS.has(format) ? `${collection}/files/${format}` : path
}

/** Tells caches that the reply depends on `Accept`. */
export const varyByAccept: MiddlewareHandler = async (c, next) => {
  await next()
  c.header('Vary', 'Accept', { append: true })
}

/** Why a path does not exist if its extension is the reason; otherwise null. */
export function explainEnding(path: string): string | null {
  const ending = COLLECTION.exec(path)?.[4]
  if (ending === undefined) return null
  return `there is no format ${ending}; files end in .json, .jsonl, .csv, .parquet or .arrow, graphs in .graphml, .gexf or .json`
}

/** The first known media type; what browsers and plain clients send never asks for a file. */
function acceptedFormat(accept = ''): string | undefined {
  for (const part of accept.split(',')) {
    const type = part.split(';')[0]!.trim().toLowerCase()
    if (type === 'application/json' || type === '*/*') return undefined
    const format = BY_MEDIA_TYPE.get(type)
    if (format) return format
  }
  return undefined
}
