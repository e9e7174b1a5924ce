import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { openAnalysisShelf } from '#archive/analysis-shelf.ts'
import type { ArticleEntry } from '#archive/articles.ts'
import { type Archive, openArchive } from '#archive/open.ts'
import { analyse, finished } from '#core/analysis/analyse.ts'
import type { AnalysisShelf } from '#core/analysis/analysis.ts'
import { readGraph } from '#core/analysis/read-graph.ts'
import { StoreError } from '#core/errors.ts'
import type { Notebook } from '#core/notebook.ts'
import { GRAPH_METHODS } from '#core/graph.ts'
import { SEARCH_METHODS } from '#core/search.ts'
import { forwardCalls } from '#stores/shared/forward-calls.ts'
import { openAdapters } from '#stores/sqlite/workers/sqlite-adapters.ts'
import { createFullTextIndex } from '#stores/sqlite/search/full-text.ts'
import type { Stores } from '#stores/stores.ts'
import { type App, createApp } from './app.ts'

const NAMES = { search: 'SQLite', graph: 'SQLite' }

type ArticleWithReading = Pick<ArticleEntry, 'article' | 'reading'>

/** Writes articles into an archive that both stores can open. */
export function writeArchive(path: string, stories: ArticleWithReading[], sample = false): void {
  const archive = openArchive(path, { write: true, create: true, sample })
  archive.follow(createFullTextIndex(archive.db))
  archive.write(
    stories.map((story) => ({ ...story, extractor: '1', origin: { path: 'news', line: null } })),
  )
  archive.close()
}

/** Analyses the graph of an archive, and opens what was found. */
export async function openAnalysed(path: string): Promise<AnalysisShelf> {
  const { search, graph } = openAdapters(path)
  const { graph: whole, version } = await readGraph(graph)
  await Promise.all([search.close(), graph.close()])
  const shelf = openAnalysisShelf(path)
  await shelf.put({ ...finished(analyse(whole)), version, made: '2026-03-01T12:00:00.000Z' })
  return shelf
}

/** Real stores over an archive of these articles, in this thread. */
export function openStoresOn(stories: ArticleWithReading[]): Stores {
  const folder = mkdtempSync(join(tmpdir(), 'api-'))
  const path = join(folder, 'archive.db')
  writeArchive(path, stories)
  return storesIn(folder)
}

/** An app over real stores of these articles, which are closed after the tests of the file. */
export function serveStories(stories: ArticleWithReading[]): { app: App; stores: Stores } {
  const stores = openStoresOn(stories)
  afterAll(() => stores.close())
  return { app: createApp(stores), stores }
}

/** The same after `settle` decided on names. */
export async function openSettledStores(
  stories: ArticleWithReading[],
  settle: (archive: Archive) => Promise<unknown>,
): Promise<Stores> {
  const folder = mkdtempSync(join(tmpdir(), 'api-'))
  writeArchive(join(folder, 'archive.db'), stories)
  const archive = openArchive(join(folder, 'archive.db'), { write: true })
  archive.follow(createFullTextIndex(archive.db))
  await settle(archive)
  archive.close()
  return storesIn(folder)
}

function storesIn(folder: string): Stores {
  const path = join(folder, 'archive.db')
  const { search, graph } = openAdapters(path)
  return {
    search,
    graph,
    names: NAMES,
    async close() {
      await Promise.all([search.close(), graph.close()])
      rmSync(folder, { recursive: true })
    },
  }
}

/** Stores whose every call fails with the same error, which real ones do not do on demand. */
export function failingStores(
  error: Error = new StoreError('sqlite', 'disk I/O error at 0x5f'),
): Stores {
  const fail = () => Promise.reject(error)
  const close = async () => {}
  return {
    search: forwardCalls(SEARCH_METHODS, fail, close),
    graph: forwardCalls(GRAPH_METHODS, fail, close),
    names: NAMES,
    notebook: failingNotebook(fail),
    analysis: {
      ...{ version: fail, summary: fail, standing: fail, standingOf: fail, map: fail, put: fail },
      close,
    },
    desk: { preview: fail, decide: fail, log: fail, candidates: fail, forms: fail, close },
    close,
  }
}

/** Sends bytes on a new connection, and returns the first answer once the server has closed it. */
export async function sendRaw(url: string, bytes: string): Promise<Response> {
  const socket = connect(Number(new URL(url).port), new URL(url).hostname)
  socket.write(bytes)
  let received = ''
  for await (const chunk of socket.setEncoding('utf8')) received += chunk as string
  const [head = '', body = ''] = received.split('\r\n\r\n')
  const [start = '', ...lines] = head.split('\r\n')
  const headers = lines.map((line) => line.split(': ') as [string, string])
  return new Response(body, { status: Number(start.split(' ')[1]), headers })
}

function failingNotebook(fail: () => Promise<never>): Notebook {
  return {
    ...{ collections: fail, collection: fail, putCollection: fail, deleteCollection: fail },
    ...{ searches: fail, search: fail, putSearch: fail, deleteSearch: fail },
    ...{ arrivals: fail, markSeen: fail, close: async () => {} },
  }
}
