import { createHash } from 'node:crypto'
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ExpiredError, UserError } from '#core/errors.ts'
import { TABLE_FORMATS, writeTable } from '#core/export/format.ts'
import { networkGraph } from '#core/export/graph/network-graph.ts'
import { type GraphRow, readWholeGraph, writeWholeGraph } from '#core/export/graph/whole-graph.ts'
import { GRAPH_FORMATS, writeGraph } from '#core/export/graph/write.ts'
import { type ExportStores, type ReadPart, openRows } from '#core/export/read.ts'
import { readArticles, readEntities, readMentions, readTies } from '#core/export/sources.ts'
import { type Table, selectColumns } from '#core/export/table.ts'
import { ARTICLES } from '#core/export/tables/articles.ts'
import { ENTITIES } from '#core/export/tables/entities.ts'
import { MENTIONS } from '#core/export/tables/mentions.ts'
import { TIES } from '#core/export/tables/ties.ts'
import { MAX_NETWORK } from '#core/graph/network.ts'
import type { Search } from '#core/search.ts'
import { removeLeftovers, unfinishedName } from '#core/files/unfinished-files.ts'
import { EXTRACTOR_VERSION } from '#extract/version.ts'
import { LICENCE, LICENCE_FILE, type Resource, describePackage, fieldsOf } from './descriptor.ts'

export interface PackageOptions {
  /** Stores that stay at one state, or whose version changes. */
  stores: ExportStores
  search: Search
  /** The query as typed; empty for everything. */
  query: string
  /** Whether to include the texts of articles. */
  texts: boolean
  /** Version of Dateline. */
  dateline: string
  onRows: (rows: number) => void
}

/**
 * Writes a data package into a new or empty folder, which appears only once it is complete. Throws
 * ExpiredError if the archive changes meanwhile and its state cannot be held.
 */
export async function writePackage(folder: string, options: PackageOptions): Promise<Resource[]> {
  assertEmpty(folder)
  mkdirSync(dirname(folder), { recursive: true })
  removeLeftovers(folder, 'exporting')
  const making = unfinishedName(folder, 'exporting')
  mkdirSync(making)
  try {
    const resources = await new PackageWriter(making, options).write()
    if (existsSync(folder)) rmSync(folder, { recursive: true })
    renameSync(making, folder)
    return resources
  } finally {
    rmSync(making, { recursive: true, force: true })
  }
}

function assertEmpty(folder: string): void {
  if (!existsSync(folder)) return
  if (readdirSync(folder).length > 0) {
    throw new UserError(`${folder} is not empty; name a folder that does not exist yet`)
  }
}

class PackageWriter {
  readonly #folder: string
  readonly #options: PackageOptions
  #version: number | null = null
  #rows = 0

  constructor(folder: string, options: PackageOptions) {
    this.#folder = folder
    this.#options = options
  }

  async write(): Promise<Resource[]> {
    const { search, query, texts, dateline } = this.#options
    const columns = selectColumns(ARTICLES, undefined).map(({ name }) => name)
    const resources = [
      await this.#table(ARTICLES, readArticles(search), texts ? [...columns, 'body'] : columns),
      await this.#table(MENTIONS, readMentions(search)),
      await this.#table(ENTITIES, readEntities({})),
      ...(query === ''
        ? [await this.#table(TIES, readTies({})), await this.#wholeGraph()]
        : [await this.#network(search)]),
    ]
    const versions = { archive: this.#version!, dateline, extractor: EXTRACTOR_VERSION }
    const about = { query, created: new Date().toISOString(), versions }
    const descriptor = JSON.stringify(describePackage(about, resources), null, 2)
    writeFileSync(join(this.#folder, LICENCE_FILE), LICENCE)
    writeFileSync(join(this.#folder, 'datapackage.json'), `${descriptor}\n`)
    return resources
  }

  async #table<Row>(table: Table<Row>, read: ReadPart<Row>, names?: string[]): Promise<Resource> {
    const columns = selectColumns(table, names)
    const format = await TABLE_FORMATS.parquet()
    const counter = { rows: 0 }
    const { version, batches } = await openRows(read, this.#options.stores)
    this.#sameState(version)
    const chunks = writeTable(format, columns, this.#counting(batches, counter))
    const { name, description } = table
    const about = { name, description, ...format }
    return { ...(await this.#file(about, chunks, counter)), schema: fieldsOf(columns)! }
  }

  async #wholeGraph(): Promise<Resource> {
    const { version, batches } = await openRows(readWholeGraph({}), this.#options.stores)
    this.#sameState(version)
    const about = { description: 'All names and ties of the archive', ...this.#created() }
    const counter = { rows: 0 }
    const counted = this.#counting<GraphRow>(batches, counter)
    const chunks = writeWholeGraph(GRAPH_FORMATS.graphml, about, counted)
    return this.#file({ ...GRAPH_FORMATS.graphml, name: 'graph', ...about }, chunks, counter)
  }

  async #network(search: Search): Promise<Resource> {
    const query = { search, rank: 'frequent', size: MAX_NETWORK } as const
    const network = await this.#options.stores.search.network(query)
    this.#sameState(network.version)
    const description = `The ${network.entities.length} most frequent names of the search, and their ties in it`
    const about = { description, ...this.#created() }
    const rows = network.entities.length + network.ties.length
    const chunks = writeGraph(GRAPH_FORMATS.graphml, networkGraph(network, about))
    return this.#file({ ...GRAPH_FORMATS.graphml, name: 'network', description }, chunks, { rows })
  }

  #created() {
    return { created: new Date().toISOString(), version: this.#version! }
  }

  /** All files must be of one state of the archive. */
  #sameState(version: number): void {
    this.#version ??= version
    if (version !== this.#version) throw new ExpiredError()
  }

  async *#counting<Row>(batches: AsyncIterable<Row[]>, counter: { rows: number }) {
    for await (const rows of batches) {
      counter.rows += rows.length
      this.#options.onRows((this.#rows += rows.length))
      yield rows
    }
  }

  async #file(
    about: { name: string; description: string; extension: string; mediaType: string },
    chunks: AsyncIterable<Uint8Array> | Iterable<string>,
    counter: { rows: number },
  ): Promise<Resource> {
    const { name, description, extension, mediaType } = about
    const path = `${name}.${extension}`
    const hash = createHash('sha256')
    let bytes = 0
    async function* measured() {
      for await (const chunk of chunks) {
        const buffer = Buffer.from(chunk as string)
        hash.update(buffer)
        bytes += buffer.length
        yield buffer
      }
    }
    await pipeline(measured, createWriteStream(join(this.#folder, path), { flags: 'wx' }))
    const content = { format: extension, mediatype: mediaType, bytes }
    return {
      name,
      path,
      description,
      ...content,
      hash: `sha256:${hash.digest('hex')}`,
      rows: counter.rows,
    }
  }
}
