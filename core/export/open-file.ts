import type { Total, Warning } from '../page.ts'
import { citationOf } from './citation-of-request.ts'
import { TABLE_FORMATS, type TableFormatName } from './format.ts'
import { type GraphRow, readWholeGraph, writeWholeGraph } from './graph/whole-graph.ts'
import { GRAPH_FORMATS } from './graph/write.ts'
import { type ExportStores, type OpenRows, type ReadPart, openRows } from './read.ts'
import { type Rows, resolveRows } from './rows.ts'
import { type Shape, shapeTable } from './shape.ts'
import type { TieFilter } from './sources.ts'

/** A file as plain data, so that another thread can write it. */
export type FileRequest = TableRequest | WholeGraphRequest

interface TableRequest {
  rows: Rows
  shape: Shape
  format: TableFormatName
  /** Leave CSV cells as they are that spreadsheets would run as formulas. */
  formulas: boolean
  /** The address that was asked for. */
  url: string
  warnings: Warning[]
}

interface WholeGraphRequest {
  ties: TieFilter
  format: keyof typeof GRAPH_FORMATS
  url: string
}

/** A file that is being written. */
export interface OpenFile {
  name: string
  mediaType: string
  /** The version of the archive that all of the file is of. */
  version: number
  /** Number of rows before sampling or grouping, if it is known. */
  total: Total | undefined
  /** Returning it early ends the file. */
  chunks: AsyncGenerator<Uint8Array>
}

export type OpenFileOf = (request: FileRequest, signal?: AbortSignal) => Promise<OpenFile>

export interface OpenFileOptions {
  signal?: AbortSignal | undefined
  /** Opens what takes more than one read. */
  openLong?: OpenFileOf | undefined
}

/**
 * Writes a file from stores. What cannot be answered fails here or with the first rows, a change of the data before the end
 * with ExpiredError.
 */
export function openFile(
  stores: ExportStores,
  request: FileRequest,
  { signal, openLong }: OpenFileOptions = {},
): Promise<OpenFile> {
  async function open<Row>({ read, write }: FileOf<Row>): Promise<OpenFile> {
    const rows = await openRows(read, stores, signal)
    return rows.isLong && openLong ? openLong(request, signal) : write(rows)
  }
  return 'rows' in request ? open(tableOf(request)) : open(wholeGraphOf(request))
}

interface FileOf<Row> {
  read: ReadPart<Row>
  write: (rows: OpenRows<Row>) => Promise<OpenFile>
}

function tableOf({ rows, shape, format, formulas, url, warnings }: TableRequest): FileOf<unknown> {
  const { table, read } = resolveRows(rows)
  const shaped = shapeTable(table, shape)
  return {
    read,
    async write({ version, total, batches }) {
      const written = await TABLE_FORMATS[format]()
      const about = { warnings, version, citation: citationOf(url, version) }
      const chunks = shaped.write(written, batches, { formulas, about })
      return { ...naming(table.name, written), version, total, chunks }
    },
  }
}

function wholeGraphOf({ ties, format, url }: WholeGraphRequest): FileOf<GraphRow> {
  return {
    read: readWholeGraph(ties),
    write({ version, batches }) {
      const created = new Date().toISOString()
      const about = { description: 'The names of an archive', created, url, version }
      const written = GRAPH_FORMATS[format]
      const chunks = writeWholeGraph(written, about, batches)
      return Promise.resolve({ ...naming('graph', written), version, total: undefined, chunks })
    },
  }
}

/** The name of a file, and what it is. */
export function naming(
  name: string,
  { extension, mediaType }: { extension: string; mediaType: string },
) {
  return { name: `${name}.${extension}`, mediaType }
}
