import { readFileSync } from 'node:fs'
import { Client, ClusterConnectionPool } from '@elastic/elasticsearch'
import { UserError } from '#core/errors.ts'
import type { EngineAddress } from '../shared/engine-address.ts'
import { BoundedConnection } from './bounded-connection.ts'
import { createTransport } from './transport.ts'

const CONNECT_MS = 1000
/** Of a response that someone waits for. */
const READ_MS = 2500
/** Elasticsearch ends a search so much earlier than we stop waiting for it. */
const MARGIN_MS = 500
/** Of one response. A page of hits with their texts has some ten thousand bytes. */
const MAX_BYTES = 64_000_000

export interface ConnectOptions {
  /** A longer response fails as `tooLarge`. */
  maxBytes?: number | undefined
  /** Unless a request has its own limit. */
  timeoutMs?: number | undefined
}

/** An Elasticsearch, or a cluster of several nodes, by the official client; its requests fail as `createTransport` says. */
export interface Connection {
  client: Client
  /** As the user named it; several, separated by commas. */
  url: string
  /** Elasticsearch's own time limit for a search, for its `timeout`. */
  searchTimeout: string
}

/** Opens no connection yet; throws UserError where the certificate cannot be read. */
export function connect(
  { url, user, password, apiKey, caFile }: EngineAddress,
  { maxBytes = MAX_BYTES, timeoutMs = READ_MS }: ConnectOptions = {},
): Connection {
  const auth =
    apiKey !== undefined ? { apiKey } : { username: user ?? 'elastic', password: password ?? '' }
  const client = new Client({
    nodes: url.split(','),
    ...((apiKey ?? password) !== undefined && { auth }),
    // These go to the socket, encrypted or not.
    tls: { timeout: CONNECT_MS, ...(caFile !== undefined && { ca: readCertificate(caFile) }) },
    maxResponseSize: maxBytes,
    Connection: BoundedConnection,
    Transport: createTransport(timeoutMs),
    // Leaves a dead node alone for a minute; the default pool goes on sending it requests.
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
