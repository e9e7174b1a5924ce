import type { MiddlewareHandler } from 'hono'
import { TABLE_MEDIA_TYPES, type TableFormatName } from '#core/export/format.ts'
import { GRAPH_FORMATS } from '#core/export/graph/write.ts'

export const TABLES = Object.keys(TABLE_MEDIA_TYPES) as [TableFormatName, ...TableFormatName[]]
export const GRAPHS = Object.keys(GRAPH_FORMATS) as [
  keyof typeof GRAPH_FORMATS,
  ...(keyof typeof GRAPH_FORMATS)[],
]

/** Collections that are lists with pages, those that are files alone, and the network, whose page is no graph file. */
const PAGED = 'articles|entities|entities/[^/]+/(?:ties|mentions)|ties/[^/]+/[^/]+/evidence'
const FILES = 'ties|mentions'
const COLLECTION = new RegExp(`^(/api/v1/(?:(${PAGED})|(${FILES})|graph))(?:\\.(\\w{1,20}))?$`)

const FORMATS = new Set<string>([...TABLES, ...GRAPHS])
const BY_MEDIA_TYPE = new Map<string, string>([
  ...TABLES.map((name) => [TABLE_MEDIA_TYPES[name], name] as const),
  ['application/jsonl', 'jsonl'],
  [GRAPH_FORMATS.graphml.mediaType, 'graphml'],
  [GRAPH_FORMATS.gexf.mediaType, 'gexf'],
])

/** The page of the web app at /api: it shows nothing of the archive, so that no key is asked for. */
const REFERENCE_PAGE = '/reference'

/** Where the routes of files are, which clients know as a collection with an ending. */
export const FILE_ROUTE = '/files/{format}'

/** The address of a route of files, as clients know it. */
export const withEnding = (path: string): string => path.replace(FILE_ROUTE, '.{format}')

/** The route of a request, which may ask for a file by the ending of its path or by `Accept`. */
export function routeOf(path: string, accept: string | undefined): string {
  if (path === '/api') return REFERENCE_PAGE
  const [, collection, isPaged, isFile, ending] = COLLECTION.exec(path) ?? []
  if (collection === undefined) return path
  if (ending === 'json' && isPaged) return collection
  const format = ending ?? acceptedFormat(accept) ?? (isFile ? 'json' : undefined)
  if (format === undefined) return path
  return FORMATS.has(format) ? `${collection}/files/${format}` : path
}

/** Caches keep what was asked for by `Accept` apart. */
export const varyByAccept: MiddlewareHandler = async (c, next) => {
  await next()
  c.header('Vary', 'Accept', { append: true })
}

/** Why a path is none, where its ending is the reason; else null. */
export function explainEnding(path: string): string | null {
  const ending = COLLECTION.exec(path)?.[4]
  if (ending === undefined) return null
  return `there is no format ${ending}; files end in .json, .jsonl, .csv, .parquet or .arrow, graphs in .graphml, .gexf or .json`
}

/** The first type that is known; what a browser or a plain client sends asks for no file. */
function acceptedFormat(accept = ''): string | undefined {
  for (const part of accept.split(',')) {
    const type = part.split(';')[0]!.trim().toLowerCase()
    if (type === 'application/json' || type === '*/*') return undefined
    const format = BY_MEDIA_TYPE.get(type)
    if (format) return format
  }
  return undefined
}
