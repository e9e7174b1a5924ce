import type {
  Applied,
  ArchiveState,
  ArticleChange,
  ContentKind,
  EntityHead,
  PutOptions,
  SearchRebuild,
  SearchTarget,
  TargetState,
} from '#core/projection.ts'
import type { Connection } from '../connection.ts'
import { type BulkItem, articleItem, entityItem } from '../document.ts'
import { toUserOrStoreError } from '../failure.ts'
import { type Names, writeAlias } from '../index-names.ts'
import type { IndexLayout } from '../mapping.ts'
import { checkServer } from '../server-check.ts'
import {
  SERVED,
  createStateIndex,
  deleteStateDocument,
  hasStateIndex,
  readStateDocument,
  writeStateDocument,
} from '../state-document.ts'
import { createBulkWriter } from './bulk-writer.ts'
import {
  type Generations,
  type StoredGeneration,
  assertOurs,
  createGenerations,
} from './generations.ts'
import { scan } from './scan.ts'

const BULK_MS = 60_000
const LONG = { requestTimeout: 300_000 }
const TOMBSTONES_KEPT_MS = 3_600_000

export interface TargetOptions extends IndexLayout {
  /** Gets a message when writing has to wait. */
  report: (sentence: string) => void
  /** How long to retry a refused password. */
  patienceMs: number
}

interface WriteContext {
  connection: Connection
  names: Names
  generations: Generations
  report: TargetOptions['report']
}

export function createTarget(
  connection: Connection,
  names: Names,
  { report, patienceMs, ...layout }: TargetOptions,
): SearchTarget {
  const generations = createGenerations(connection, names, layout)
  const context = { connection, names, generations, report }
  let current: StoredGeneration | null = null

  function prepared(): StoredGeneration {
    if (current) return current
    throw new Error('prepare comes first')
  }

  async function create(archive: string): Promise<StoredGeneration> {
    await generations.sweep()
    const generation = await generations.create(archive)
    await generations.serve(generation)
    return generation
  }

  const guarded = <T>(work: () => Promise<T>) => translated(connection.url, work)
  const contents = createContents(context, prepared)

  return {
    ...contents,
    state: () =>
      guarded(async () => {
        await checkServer(connection, patienceMs)
        await hasStateIndex(connection, names)
        const served = await generations.served()
        // Lets `contents` work without `prepare`.
        if (served) current = served
        return served && stateOf(context, served, SERVED)
      }),
    prepare: (archive) =>
      guarded(async () => {
        await checkServer(connection, patienceMs)
        await createStateIndex(connection, names, layout)
        const served = await generations.served()
        if (served) {
          assertOurs(served, archive, connection.url)
          await generations.assertWritable(served)
          // A killed first load left it off.
          if (await generations.isLoading(served)) await generations.setRefresh(served, true)
        }
        current = served ?? (await create(archive))
        return stateOf(context, current, SERVED)
      }),
    settle: (state) => guarded(() => settle(context, prepared(), SERVED, state)),
    rebuild: (archive) =>
      guarded(async () => {
        await checkServer(connection, patienceMs)
        await createStateIndex(connection, names, layout)
        await generations.sweep()
        const generation = await generations.create(archive)
        return createRebuild(context, generation, () => (current = generation))
      }),
    purge: () => guarded(() => purge(connection, prepared())),
    async close() {
      await generations.settled()
      await connection.client.close()
    },
  }
}

function createRebuild(
  context: WriteContext,
  generation: StoredGeneration,
  onSwap: () => void,
): SearchRebuild {
  const { connection, names, generations } = context
  const guarded = <T>(work: () => Promise<T>) => translated(connection.url, work)
  const state = () => guarded(() => stateOf(context, generation, generation.target))
  return {
    ...createContents(context, () => generation),
    state,
    prepare: state,
    settle: (state) => guarded(() => settle(context, generation, generation.target, state)),
    swap: () =>
      guarded(async () => {
        const document = await readStateDocument(connection, names, generation.target)
        await generations.serve(generation)
        if (document) await writeStateDocument(connection, names, SERVED, document)
        await deleteStateDocument(connection, names, generation.target)
        onSwap()
      }),
    close: async () => {},
  }
}

/** Writes and scans the documents of a generation. */
function createContents({ connection, report }: WriteContext, generation: () => StoredGeneration) {
  const { client, url } = connection

  async function* put(index: string, items: Iterable<BulkItem>, signal?: AbortSignal) {
    const request = {
      ...{ index: writeAlias(index), require_alias: true },
      filter_path: 'items.*.status,items.*.error.type,items.*.error.reason,items.*.error.caused_by',
    }
    const writer = createBulkWriter({
      send: (operations) =>
        client.bulk({ ...request, operations }, { requestTimeout: BULK_MS, maxRetries: 0 }),
      report,
    })
    try {
      yield* writer.write(items, signal)
    } catch (error) {
      throw toUserOrStoreError(error, url)
    }
  }

  return {
    putArticles(changes: Iterable<ArticleChange>, { force = false, signal }: PutOptions = {}) {
      const items = mapped(changes, (change) => articleItem(change, { force }))
      return put(generation().articles, items, signal) satisfies AsyncIterable<Applied>
    },
    putEntities(changes: Iterable<EntityHead>, { force = false, signal }: PutOptions = {}) {
      const items = mapped(changes, (change) => entityItem(change, { force }))
      return put(generation().entities, items, signal) satisfies AsyncIterable<Applied>
    },
    async *contents(kind: ContentKind) {
      try {
        yield* scan(connection, generation(), kind)
      } catch (error) {
        throw toUserOrStoreError(error, url)
      }
    },
  }
}

/**
 * Reads the highest rev from the documents themselves, because the state document may lag behind.
 */
async function stateOf(
  { connection, names }: WriteContext,
  { archive, target, articles, entities }: StoredGeneration,
  id: string,
): Promise<TargetState> {
  const { client } = connection
  const index = [articles, entities]
  await client.indices.refresh({ index }, LONG)
  const [{ aggregations }, document] = await Promise.all([
    client.search<never, { rev: { value: number | null } }>({
      ...{ index, allow_partial_search_results: false, size: 0 },
      aggs: { rev: { max: { field: 'rev' } } },
    }),
    readStateDocument(connection, names, id),
  ])
  const settled = document?.target === target ? document.state.rev : 0
  return { archive, target, rev: Math.max(aggregations!.rev.value ?? 0, settled) }
}

async function settle(
  { connection, names, generations }: WriteContext,
  generation: StoredGeneration,
  id: string,
  state: ArchiveState,
): Promise<void> {
  if (await generations.isLoading(generation)) await generations.setRefresh(generation, true)
  const index = [generation.articles, generation.entities]
  await connection.client.indices.refresh({ index }, LONG)
  await writeStateDocument(connection, names, id, { target: generation.target, state })
}

async function purge({ client }: Connection, { articles, entities }: StoredGeneration) {
  const before = new Date(Date.now() - TOMBSTONES_KEPT_MS).toISOString()
  const old = [{ term: { deleted: true } }, { range: { deletedAt: { lt: before } } }]
  await client.deleteByQuery(
    {
      index: [articles, entities],
      ...{ conflicts: 'proceed', refresh: true },
      query: { bool: { filter: old } },
    },
    LONG,
  )
}

async function translated<T>(url: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw toUserOrStoreError(error, url)
  }
}

function* mapped<T, U>(items: Iterable<T>, to: (item: T) => U): Generator<U> {
  for (const item of items) yield to(item)
}
