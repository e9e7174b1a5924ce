import type {
  Applied,
  ArchiveState,
  ArticleChange,
  ContentKind,
  EntityHead,
  TargetState,
  PutOptions,
  SearchRebuild,
  SearchTarget,
} from '#core/projection.ts'
import { createBulkWriter } from './bulk-writer.ts'
import type { Connection } from '../connection.ts'
import { readContents } from './scan.ts'
import { type BulkItem, articleItem, entityItem } from '../document.ts'
import { EngineFailure, toUserOrStoreError } from '../failure.ts'
import { type Fillings, type FoundFilling, createFillings, insistOnOurs } from './generations.ts'
import { type Names, writeAlias } from '../index-names.ts'
import {
  SERVED,
  createRecords,
  deleteRecord,
  hasRecords,
  readRecord,
  writeRecord,
} from '../state-document.ts'
import { checkServer } from '../server-check.ts'

const BULK_MS = 60_000
const LONG_MS = 300_000
const KEPT_MS = 3_600_000

export interface TargetOptions {
  /** Told, as a sentence, why writing waits. */
  report: (sentence: string) => void
  /** How long a password that is refused is tried again. */
  patienceMs: number
}

interface Context {
  connection: Connection
  names: Names
  fillings: Fillings
  report: TargetOptions['report']
}

export function createTarget(
  connection: Connection,
  names: Names,
  { report, patienceMs }: TargetOptions,
): SearchTarget {
  const fillings = createFillings(connection, names)
  const context = { connection, names, fillings, report }
  let current: FoundFilling | null = null

  function prepared(): FoundFilling {
    if (current) return current
    throw new Error('prepare comes first')
  }

  async function create(archive: string): Promise<FoundFilling> {
    await fillings.sweep()
    const filling = await fillings.create(archive)
    await fillings.serve(filling)
    return filling
  }

  const guarded = <T>(work: () => Promise<T>) => translated(connection.url, work)
  const puts = createPuts(context, prepared)

  return {
    ...puts,
    state: () =>
      guarded(async () => {
        await checkServer(connection, patienceMs)
        await hasRecords(connection, names)
        const served = await fillings.served()
        // To compare what it holds, nothing needs to be made ready.
        if (served) current = served
        return served && stateOf(context, served, SERVED)
      }),
    prepare: (archive) =>
      guarded(async () => {
        await checkServer(connection, patienceMs)
        await createRecords(connection, names)
        const served = await fillings.served()
        if (served) {
          insistOnOurs(served, archive, connection.url)
          await fillings.insistOnWrites(served)
          // A first load that was killed left it off.
          if (await fillings.isLoading(served)) await fillings.setRefresh(served, true)
        }
        current = served ?? (await create(archive))
        return stateOf(context, current, SERVED)
      }),
    settle: (state) => guarded(() => settle(context, prepared(), SERVED, state)),
    rebuild: (archive) =>
      guarded(async () => {
        await checkServer(connection, patienceMs)
        await createRecords(connection, names)
        await fillings.sweep()
        const filling = await fillings.create(archive)
        return createRebuild(context, filling, () => (current = filling))
      }),
    purge: () => guarded(() => purge(connection, prepared())),
    async close() {
      await fillings.settled()
      await connection.close()
    },
  }
}

function createRebuild(
  context: Context,
  filling: FoundFilling,
  swapped: () => void,
): SearchRebuild {
  const { connection, names, fillings } = context
  const guarded = <T>(work: () => Promise<T>) => translated(connection.url, work)
  const state = () => guarded(() => stateOf(context, filling, filling.target))
  return {
    ...createPuts(context, () => filling),
    state,
    prepare: state,
    settle: (state) => guarded(() => settle(context, filling, filling.target, state)),
    swap: () =>
      guarded(async () => {
        const record = await readRecord(connection, names, filling.target)
        await fillings.serve(filling)
        if (record) await writeRecord(connection, names, SERVED, record)
        await deleteRecord(connection, names, filling.target)
        swapped()
      }),
    close: async () => {},
  }
}

/** What a filling is written and read with. */
function createPuts({ connection, report }: Context, filling: () => FoundFilling) {
  async function* put(index: string, items: Iterable<BulkItem>, signal?: AbortSignal) {
    const path = `/${writeAlias(index)}/_bulk`
    const query = {
      require_alias: true,
      filter_path: 'items.*.status,items.*.error.type,items.*.error.reason,items.*.error.caused_by',
    }
    const writer = createBulkWriter({
      send: (lines) => connection.ask({ method: 'POST', path, query, lines, timeoutMs: BULK_MS }),
      report,
    })
    try {
      yield* writer.write(items, signal)
    } catch (error) {
      throw toUserOrStoreError(error, connection.url)
    }
  }

  return {
    putArticles(changes: Iterable<ArticleChange>, { force = false, signal }: PutOptions = {}) {
      const items = mapped(changes, (change) => articleItem(change, { force }))
      return put(filling().articles, items, signal) satisfies AsyncIterable<Applied>
    },
    putEntities(changes: Iterable<EntityHead>, { force = false, signal }: PutOptions = {}) {
      const items = mapped(changes, (change) => entityItem(change, { force }))
      return put(filling().entities, items, signal) satisfies AsyncIterable<Applied>
    },
    async *contents(kind: ContentKind) {
      try {
        yield* readContents(connection, filling(), kind)
      } catch (error) {
        throw toUserOrStoreError(error, connection.url)
      }
    },
  }
}

/** The highest rev is asked of the documents themselves: a record of it could be behind them. */
async function stateOf(
  { connection, names }: Context,
  { archive, target, articles, entities }: FoundFilling,
  id: string,
): Promise<TargetState> {
  const path = `/${articles},${entities}`
  await connection.ask({ method: 'POST', path: `${path}/_refresh`, timeoutMs: LONG_MS })
  const [found, record] = await Promise.all([
    connection.read<{ aggregations: { rev: { value: number | null } } }>({
      ...{ method: 'POST', path: `${path}/_search` },
      query: { filter_path: 'aggregations', allow_partial_search_results: false },
      body: { size: 0, aggs: { rev: { max: { field: 'rev' } } } },
    }),
    readRecord(connection, names, id),
  ])
  const settled = record?.target === target ? record.state.rev : 0
  return { archive, target, rev: Math.max(found.aggregations.rev.value ?? 0, settled) }
}

async function settle(
  { connection, names, fillings }: Context,
  filling: FoundFilling,
  id: string,
  state: ArchiveState,
): Promise<void> {
  if (await fillings.isLoading(filling)) await fillings.setRefresh(filling, true)
  const path = `/${filling.articles},${filling.entities}/_refresh`
  await connection.ask({ method: 'POST', path, timeoutMs: LONG_MS })
  await writeRecord(connection, names, id, { target: filling.target, state })
}

async function purge(connection: Connection, { articles, entities }: FoundFilling): Promise<void> {
  const before = new Date(Date.now() - KEPT_MS).toISOString()
  await connection.ask({
    method: 'POST',
    path: `/${articles},${entities}/_delete_by_query`,
    query: { conflicts: 'proceed', refresh: true },
    body: {
      query: {
        bool: { filter: [{ term: { deleted: true } }, { range: { deletedAt: { lt: before } } }] },
      },
    },
    timeoutMs: LONG_MS,
  })
}

async function translated<T>(url: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof EngineFailure ? toUserOrStoreError(error, url) : error
  }
}

function* mapped<T, U>(items: Iterable<T>, to: (item: T) => U): Generator<U> {
  for (const item of items) yield to(item)
}
