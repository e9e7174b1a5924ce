import { int } from 'neo4j-driver'
import { UserError } from '#core/errors.ts'
import {
  type ArchiveState,
  type Content,
  type ContentKind,
  type ContentRow,
  type GraphTarget,
  type TargetState,
  type PutOptions,
  toContent,
} from '#core/projection.ts'
import type { EngineAddress } from '../shared/engine-address.ts'
import { type WriteBatch, type Sending, type Shape, sendAll, toBatches } from './batches.ts'
import { clear, prepare, readState } from './prepare.ts'
import {
  ADVANCE,
  CONTENTS,
  DETACH_ENTITIES,
  ORPHANS,
  REMOVE_ENTITIES,
  SETTLE,
} from './write-queries.ts'
import { ARTICLES, ENTITY_WRITES, type WriteStep, mayOrphan, TIE_WRITES } from './write-plan.ts'
import { openWriter, type WriterOptions } from './writer.ts'

/** Rows per transaction: fewer cost round trips, more cost the server memory. */
export const BATCH_ROWS = 2_000

/** Opens no connection yet: the first call fails if something is wrong. */
export async function openNeo4jTarget(
  address: EngineAddress,
  options: WriterOptions = {},
): Promise<GraphTarget> {
  const writer = openWriter(address, options)
  /** Id of the graph being written; another process may replace the graph. */
  let target: string | null = null

  return {
    state: async () => remember(await readState(writer)),
    prepare: async (archive) => remember(await prepare(writer, archive)),
    putEntities: (changes, options) => put(changes, ENTITY_WRITES, options),
    putArticles: (changes, options) => put(changes, ARTICLES, options),
    putTies: (changes, options) => put(changes, TIE_WRITES, options),
    async settle(state) {
      await sweep(state.rev)
      const [settled] = await writer.run(SETTLE, { target, ...toSettled(state) })
      if (!settled) throw replaced()
    },
    contents,
    async clear() {
      target = null
      await clear(writer)
    },
    close: () => writer.close(),
  }

  function remember<T extends TargetState | null>(state: T): T {
    target = state?.target ?? null
    return state
  }

  function put<T extends { rev: number }>(
    changes: Iterable<T>,
    shape: Shape<T, WriteStep>,
    { force = false, signal }: PutOptions = {},
  ) {
    const batches = toBatches(changes, shape, BATCH_ROWS)
    return sendAll(batches, (batch) => send(batch, int(force ? 1 : 0)), signal)
  }

  function send({ steps, rev }: WriteBatch<WriteStep>, force: unknown): Sending {
    const sent = Promise.withResolvers<void>()
    return { sent: sent.promise, done: transact() }

    async function transact(): Promise<void> {
      for (const { cypher, rows } of steps) {
        if (cypher === REMOVE_ENTITIES) await detach(rows, rev, force)
      }
      await writer.transaction(async (transaction) => {
        const advancing = transaction.run(ADVANCE, {
          target,
          rev: int(rev),
          gone: steps.some(mayOrphan),
        })
        const running = steps.map(({ cypher, rows }) => transaction.run(cypher, { rows, force }))
        sent.resolve()
        const [advanced] = await Promise.all([advancing, ...running])
        if (advanced.records.length === 0) throw replaced()
      })
    }
  }

  /**
   * Deletes an entity's relationships before it, in separate transactions: a hub has tens of
   * thousands.
   */
  async function detach(rows: unknown[], rev: number, force: unknown): Promise<void> {
    for (let count = 1; count > 0;) {
      const [deleted] = await writer.run<{ count: number }>(DETACH_ENTITIES, {
        target,
        rows,
        rev: int(rev),
        force,
      })
      count = deleted!.count
    }
  }

  /** Deletes entities that no article names any longer. */
  async function sweep(rev: number): Promise<void> {
    const orphans = await writer.run<{ id: string }>(ORPHANS)
    const changes = orphans.map(({ id }) => ({ id, rev, content: null }))
    const applied = put(changes, ENTITY_WRITES, { force: true })
    while (!(await applied.next()).done);
  }

  async function* contents(kind: ContentKind): AsyncGenerator<Content> {
    for await (const row of writer.stream<ContentRow>(CONTENTS[kind])) yield toContent(kind, row)
  }
}

function toSettled(state: ArchiveState) {
  const { rev, articles, stories, sentences, ties, entities, rejected, sample } = state
  return {
    version: int(rev),
    properties: {
      articles: int(articles),
      stories: int(stories),
      sentences: int(sentences),
      ties: int(ties),
      people: int(entities.person),
      organizations: int(entities.organization),
      countries: int(entities.country),
      rejected: int(rejected),
      sample,
    },
  }
}

function replaced(): UserError {
  return new UserError(
    'the graph in Neo4j was replaced by another process while it was written; start again',
  )
}
