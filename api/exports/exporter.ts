import { createHash } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import type { Context, TypedResponse } from 'hono'
import type { TableFormatName } from '#core/export/format.ts'
import { networkGraph } from '#core/export/graph/network-graph.ts'
import type { GraphAbout } from '#core/export/graph/types.ts'
import { GRAPH_FORMATS, writeGraph } from '#core/export/graph/write.ts'
import { citationOf } from '#core/export/citation-of-request.ts'
import { type FileRequest, type OpenFile, naming, openFile } from '#core/export/open-file.ts'
import type { Rows } from '#core/export/rows.ts'
import type { TieFilter } from '#core/export/sources.ts'
import type { Warning } from '#core/page.ts'
import type { Network } from '#core/search.ts'
import { isAbortError } from '#stores/shared/cancellation.ts'
import type { Stores } from '#stores/stores.ts'
import { isFresh } from '../http/conditional.ts'
import { type ShapeValues, toShape } from './parameters.ts'
import { ExportSlots } from './slots.ts'
import { toStream } from './stream.ts'

/** How much longer an export waits for a stalled client than other replies do. */
const PATIENCE = 4

export interface TableFile {
  rows: Rows
  format: TableFormatName
  values: ShapeValues
  /** Warnings about how the query was read, as on the page. */
  warnings?: Warning[]
}

interface ReplyFile extends OpenFile {
  warnings?: Warning[]
}

/** Fits the type of every route, since file contents are untyped. */
type FileAnswer = Response & TypedResponse<never, never, never>

type GraphFormatName = keyof typeof GRAPH_FORMATS

export type Exporter = ReturnType<typeof createExporter>

/** Replies with files. Errors at the start become problem documents; later ones abort the connection. */
export function createExporter(
  stores: Pick<Stores, 'search' | 'graph' | 'openFile'>,
  report: (error: Error) => void,
) {
  const slots = new ExportSlots()

  async function send(
    c: Context,
    open: (signal: AbortSignal) => Promise<ReplyFile>,
  ): Promise<FileAnswer> {
    const end = slots.take()
    const leaving = new AbortController()
    const signal = AbortSignal.any([c.req.raw.signal, leaving.signal])
    try {
      const { chunks, ...file } = await open(signal)
      const first = await firstOf(chunks)
      const tag = tagOf(c, file.version, first)
      const headers = { ...headersOf(c, file), ETag: tag, 'Cache-Control': 'private, no-cache' }
      const isKnown = isFresh(c, tag)
      if (isKnown || c.req.method === 'HEAD') {
        await chunks.return(undefined)
        end()
        return c.body(null, isKnown ? 304 : 200, headers) as unknown as FileAnswer
      }
      bePatient(c)
      const leave = () => leaving.abort()
      const tell = (error: Error) => {
        // Otherwise the adapter would end the reply as if it were complete.
        socketOf(c)?.destroy()
        if (!isAbortError(error)) report(error)
      }
      const body = toStream(first, chunks, { leave, end, report: tell })
      return c.body(body, 200, headers) as unknown as FileAnswer
    } catch (error) {
      end()
      throw error
    }
  }

  const open = (request: FileRequest, signal: AbortSignal) =>
    openFile(stores, request, { signal, openLong: stores.openFile })

  return {
    slots,
    /** A table of rows. */
    table: (c: Context, { rows, format, values, warnings = [] }: TableFile) =>
      send(c, async (signal) => {
        const { formulas } = values
        const request = { rows, shape: toShape(values), format, formulas, url: c.req.url, warnings }
        return { ...(await open(request, signal)), warnings }
      }),
    /** The network of a search. */
    network: (c: Context, network: Network, name: GraphFormatName, warnings: Warning[]) =>
      send(c, () => {
        const { version, total } = network
        const graph = networkGraph(network, aboutGraph(c, 'The network of a search', version))
        const format = GRAPH_FORMATS[name]
        const chunks = encoded(writeGraph(format, graph))
        return Promise.resolve({ ...naming('network', format), version, total, warnings, chunks })
      }),
    /** All entities and ties. */
    wholeGraph: (c: Context, ties: TieFilter, format: GraphFormatName) =>
      send(c, (signal) => open({ ties, format, url: c.req.url }, signal)),
  }
}

/** Produces the head and the first rows, whose errors can still be reported. */
async function firstOf(chunks: AsyncGenerator<Uint8Array>): Promise<Uint8Array[]> {
  const first: Uint8Array[] = []
  while (first.length < 2) {
    const next = await chunks.next()
    if (next.done) break
    first.push(next.value)
  }
  return first
}

/** The first rows identify the archive; the head of a graph contains the time and would not. */
function tagOf(c: Context, version: number, [, rows = new Uint8Array()]: Uint8Array[]): string {
  const own = createHash('sha1').update(`${version} ${c.req.url} `).update(rows)
  return `W/"${own.digest('base64url')}"`
}

function headersOf(
  c: Context,
  { name, mediaType, version, total, warnings = [] }: Omit<ReplyFile, 'chunks'>,
) {
  return {
    'Content-Type': mediaType,
    'Content-Disposition': `attachment; filename="${name}"`,
    'Dateline-Version': String(version),
    'Dateline-Citation': citationOf(c.req.url, version),
    ...(warnings.length > 0 && {
      'Dateline-Warnings': warnings.map(({ code }) => code).join(', '),
    }),
    ...(total && {
      'Dateline-Total': String(total.value),
      'Dateline-Total-Relation': total.relation,
    }),
  }
}

/** A notebook may process one part of a reply before it reads the next. */
function bePatient(c: Context): void {
  const socket = socketOf(c)
  if (socket?.timeout) socket.setTimeout(socket.timeout * PATIENCE)
}

function aboutGraph(c: Context, description: string, version: number): GraphAbout {
  return { description, created: new Date().toISOString(), url: c.req.url, version }
}

async function* encoded(parts: Iterable<string>): AsyncGenerator<Uint8Array> {
  const utf8 = new TextEncoder()
  for (const part of parts) yield utf8.encode(part)
}

function socketOf(c: Context) {
  return (c.env as Partial<HttpBindings> | undefined)?.incoming?.socket
}
