import type { SearchStore } from '#core/search.ts'
import type { EngineAddress } from '../shared/engine-address.ts'
import { createContact } from '../shared/connect-once.ts'
import { createArticleReader } from './read/article.ts'
import { createArticleLists } from './read/articles.ts'
import { connect } from './connection.ts'
import { createEntityNames } from './read/entity-names.ts'
import { createEvidence } from './read/evidence.ts'
import { createFacets } from './read/facets.ts'
import { toStoreError, toUserOrStoreError } from './failure.ts'
import { DEFAULT_PREFIX, namesOf } from './index-names.ts'
import { createNetwork } from './read/network.ts'
import { PASSWORD_PATIENCE_MS, checkServer } from './server-check.ts'
import { createStateReader } from './read/state-cache.ts'
import { createStatusReader } from './read/status.ts'

export interface ElasticsearchOptions {
  /** Of the names of all indexes. */
  prefix?: string | undefined
  /** Of one answer of the engine. */
  maxBytes?: number | undefined
  /** How long an answer may take. */
  answerMs?: number | undefined
  /** How long a password that is refused is tried again at first. */
  patienceMs?: number | undefined
}

/** Search in an Elasticsearch that a target fills; it need not be up yet. */
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
  const reach = createContact(patienceMs, async (patience) => {
    await checkServer(connection, patience).catch((error: unknown) => {
      throw toUserOrStoreError(error, connection.url)
    })
  })
  const names = namesOf(prefix)
  const state = createStateReader(connection, names)
  const entityNames = createEntityNames(connection, names, state)

  return {
    articles: answering(createArticleLists(connection, names, state, entityNames)),
    facets: answering(createFacets(connection, names, state, entityNames)),
    article: answering(createArticleReader(connection, names, state, entityNames)),
    evidence: answering(createEvidence(connection, names, state)),
    network: answering(createNetwork(connection, names, state, entityNames)),
    status: answering(createStatusReader(connection, names, state)),
    close: () => connection.close(),
  }

  /** Failures of the engine stop here. */
  function answering<Q extends unknown[], T>(answer: (...query: Q) => Promise<T>) {
    return async (...query: Q): Promise<T> => {
      await reach()
      try {
        return await answer(...query)
      } catch (error) {
        throw toStoreError(error)
      }
    }
  }
}
