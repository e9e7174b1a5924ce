import neo4j, { type Config, type Driver, Neo4jError } from 'neo4j-driver'
import { StoreError, UserError } from '#core/errors.ts'
import type { EngineAddress } from '../shared/engine-address.ts'
import { isAboutCertificate } from '../shared/tls-errors.ts'

const STORE = 'neo4j'
const CONNECT_MS = 1_000
const NO_ANSWER = 'neo4j is unavailable: it did not answer in time'
/** The first version with the Cypher we use. */
const OLDEST = 5.26

const CONFIG: Config = {
  disableLosslessIntegers: true,
  connectionTimeout: CONNECT_MS,
  telemetryDisabled: true,
}

const SCHEME = /^(bolt|neo4j)(\+s|\+ssc)?:$/
const BAD_PASSWORD = /\.Security\.(Unauthorized|AuthenticationRateLimit|CredentialsExpired)$/

/** Errors in our own queries. */
const OURS = /\.Statement\.(SyntaxError|SemanticError|TypeError|ParameterMissing)$/

/** Opens no connection yet; throws UserError on a malformed address. */
export function openDriver(address: EngineAddress, config: Config): Driver {
  const { url, user, password, caFile } = address
  const { protocol, host } = URL.parse(url) ?? {}
  if (!host || !SCHEME.test(protocol ?? '')) {
    throw new UserError(`${url} is not an address of Neo4j; use one like bolt://127.0.0.1:7687`)
  }
  const auth = password === undefined ? undefined : neo4j.auth.basic(user ?? STORE, password)
  // The driver accepts encryption from the scheme or its settings, not both.
  const [target, tls] = caFile ? [url.replace(/\+s(sc)?:/, ':'), trusting(caFile)] : [url, {}]
  return neo4j.driver(target, auth, { ...CONFIG, ...tls, ...config })
}

function trusting(caFile: string): Config {
  return {
    encrypted: true,
    trust: 'TRUST_CUSTOM_CA_SIGNED_CERTIFICATES',
    trustedCertificates: [caFile],
  }
}

/** Turns the driver's errors into StoreErrors. */
export async function attempt<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (cause) {
    if (!(cause instanceof Neo4jError) || OURS.test(cause.code)) throw cause
    throw new StoreError(STORE, toReason(cause), { cause })
  }
}

/** Rejects with StoreError after a time limit; the work itself goes on. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new StoreError(STORE, NO_ANSWER)), ms)
  try {
    return await Promise.race([work, late.promise])
  } finally {
    clearTimeout(timer)
  }
}

export function unavailable(reason: string): StoreError {
  return new StoreError(STORE, `neo4j is unavailable: ${reason}`)
}

function toReason(error: Neo4jError): string {
  if (isBadPassword(error)) return 'neo4j refuses the user or the password'
  if (error.message.includes('acquisition timed out')) return NO_ANSWER
  const distrust = distrustOf(error)
  if (distrust !== null) return `the certificate of neo4j is not trusted: ${distrust}`
  // The rest of the driver's message is advice.
  const cause = /Caused by: (.+)/.exec(error.message)?.[1]
  return `neo4j is unavailable: ${cause ?? error.message.split('\n', 1)[0]}`
}

/** The reason why the server's certificate is not trusted; null for other errors. */
export function distrustOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  const reason = /Socket responded with: (.+)/.exec(error.message)?.[1]
  // With routing, it is the cause of another error.
  if (reason === undefined || !isAboutCertificate(error.message)) return distrustOf(error.cause)
  return reason
}

export function isBadPassword(error: unknown): boolean {
  return error instanceof Neo4jError && BAD_PASSWORD.test(error.code)
}

/** True if the server is not Neo4j, or a very old version. */
export function isNoBolt(error: unknown): boolean {
  return (
    error instanceof Neo4jError && /responded HTTP|protocol versions?|magic/i.test(error.message)
  )
}

/** True if the user may only read, or the server is not the leader. */
export function isRefusedWrite(error: unknown): error is StoreError {
  return (
    error instanceof StoreError &&
    error.cause instanceof Neo4jError &&
    /\.(Forbidden|NotALeader)|ReadOnly/.test(error.cause.code)
  )
}

/** True if there was no connection or it broke, so that a retry may help. */
export function isConnectionFailure(error: unknown): boolean {
  const codes: unknown[] = [neo4j.error.SERVICE_UNAVAILABLE, neo4j.error.SESSION_EXPIRED]
  return error instanceof Neo4jError && codes.includes(error.code)
}

/**
 * Throws UserError if the server is too old; `agent` is its name and version, "Neo4j/2026.08.1".
 */
export function checkServer(agent: string | undefined): void {
  const version = /^Neo4j\/(\d+\.\d+)/.exec(agent ?? '')?.[1]
  if (version !== undefined && Number(version) >= OLDEST) return
  throw new UserError(
    `${agent ?? 'the server'} cannot hold the graph; Dateline needs Neo4j ${OLDEST} or a newer one`,
  )
}
