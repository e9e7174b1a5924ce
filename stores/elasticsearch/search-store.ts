import { SEARCH_METHODS, type SearchStore } from '#core/search.ts'
import { untilAborted } from '../shared/cancellation.ts'
import { createConnectOnce } from '../shared/connect-once.ts'
import type { EngineAddress } from '../shared/engine-address.ts'
import { forwardCalls, makeCall } from '../shared/forward-calls.ts'
import { connect } from './connection.ts'
import { toStoreError, toUserOrStoreError } from './failure.ts'
import { DEFAULT_PREFIX, namesOf } from './index-names.ts'
import { createArticleReader } from './read/article.ts'
import { createArticleLists } from './read/articles.ts'
import { createCount } from './read/count.ts'
import { createEntityNames } from './read/entity-names.ts'
import { createEvidence } from './read/evidence.ts'
import { createFacets } from './read/facets.ts'
import { createNetwork } from './read/network.ts'
import { createQuotes } from './read/quotes.ts'
import { createScan } from './read/scan.ts'
import { createSpellings } from './read/spellings.ts'
import { createStateReader } from './read/state-cache.ts'
import { createTie } from './read/tie.ts'
import { createTies } from './read/ties.ts'
import { createStatusReader } from './read/status.ts'
import { PASSWORD_PATIENCE_MS, checkServer } from './server-check.ts'

export interface ElasticsearchOptions {
  /** Prefix of all index names. */
  prefix?: string | undefined
  /** Limit of one response. */
  maxBytes?: number | undefined
  /** Time limit of a response. */
  answerMs?: number | undefined
  /** How long to retry a refused password on first contact. */
  patienceMs?: number | undefined
}

/** Opens the reading side of an Elasticsearch that a target fills; it need not be up yet. */
export async function openElasticsearchSearchStore(
  address: EngineAddress,
  {
    prefix = DEFAULT_PREFIX,
    maxBytes,
    answerMs,
    patienceMs = PASSWORD_PATIENCE_MS,
  }: ElasticsearchOptions = {},
): Promise<SearchStore> {
  const connection = connect(address, { maxBytes, timeoutMs: answerMs })
  const connectOnce = createConnectOnce(patienceMs, async (patience) => {
    await checkServer(connection, patience).catch((error: unknown) => {
      throw toUserOrStoreError(error, connection.url)
    })
  })
  const names = namesOf(prefix)
  const state = createStateReader(connection, names)
  const entityNames = createEntityNames(connection, names, state)

  const answers: Omit<SearchStore, 'close'> = {
    articles: createArticleLists(connection, names, state, entityNames),
    facets: createFacets(connection, names, state, entityNames),
    article: createArticleReader(connection, names, state, entityNames),
    evidence: createEvidence(connection, names, state),
    quotes: createQuotes(connection, names, state, entityNames),
    network: createNetwork(connection, names, state, entityNames),
    tie: createTie(connection, names, state),
    ties: createTies(connection, names, state, entityNames),
    spellings: createSpellings(connection, names),
    count: createCount(connection, names, state),
    scan: createScan(connection, names, state, entityNames),
    status: createStatusReader(connection, names, state),
  }
  return forwardCalls<SearchStore>(
    SEARCH_METHODS,
    // Aborting one call must not stop work that others wait for too, such as the first contact.
    (method, args, signal) =>
      untilAborted(
        () => answer(() => makeCall<SearchStore>(answers, method, args, signal)),
        signal,
      ),
    () => connection.client.close(),
  )

  /** Turns failures of the engine into StoreErrors. */
  async function answer(call: () => Promise<unknown>): Promise<unknown> {
    await connectOnce()
    try {
      return await call()
    } catch (error) {
      throw toStoreError(error)
    }
  }
}
