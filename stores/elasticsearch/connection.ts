import { readFileSync } from 'node:fs'
import { Client, ClusterConnectionPool } from '@elastic/elasticsearch'
import { UserError } from '#core/errors.ts'
import type { EngineAddress } from '../shared/engine-address.ts'
import { BoundedConnection } from './bounded-connection.ts'
import { createTransport } from './transport.ts'

const CONNECT_MS = 1000
/** Time limit of a response to a waiting user. */
const READ_MS = 2500
/** Elasticsearch ends a search this much before our own time limit. */
const MARGIN_MS = 500
/** Limit of a response. A page of hits with texts takes some ten thousand bytes. */
const MAX_BYTES = 64_000_000

export interface ConnectOptions {
  /** A longer response fails as `tooLarge`. */
  maxBytes?: number | undefined
  /** Applies to requests without a limit of their own. */
  timeoutMs?: number | undefined
}

/**
 * A connection to an Elasticsearch node or cluster through the official client; see
 * `createTransport` for its errors.
 */
export interface Connection {
  client: Client
  /** The URL as configured; several are separated by commas. */
  url: string
  /** Elasticsearch's own time limit for a search, for its `timeout`. */
  searchTimeout: string
}

/** Opens no connection yet; throws UserError if the certificate cannot be read. */
export function connect(
  { url, user, password, apiKey, caFile }: EngineAddress,
  { maxBytes = MAX_BYTES, timeoutMs = READ_MS }: ConnectOptions = {},
): Connection {
  const auth =
    apiKey !== undefined ? { apiKey } : { username: user ?? 'elastic', password: password ?? '' }
  const client = new Client({
    nodes: url.split(','),
    ...((apiKey ?? password) !== undefined && { auth }),
    // These options go to the socket, encrypted or not.
    tls: { timeout: CONNECT_MS, ...(caFile !== undefined && { ca: readCertificate(caFile) }) },
    maxResponseSize: maxBytes,
    Connection: BoundedConnection,
    Transport: createTransport(timeoutMs),
    // Leaves a dead node alone for a minute; the default pool keeps sending it requests.
    ConnectionPool: ClusterConnectionPool,
  })
  return { client, url, searchTimeout: `${timeoutMs - MARGIN_MS}ms` }
}

function readCertificate(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    throw new UserError(`the certificate ${path} cannot be read: ${(error as Error).message}`, {
      cause: error,
    })
  }
}
