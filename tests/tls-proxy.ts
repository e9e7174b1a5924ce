import { readFileSync } from 'node:fs'
import { type AddressInfo, connect } from 'node:net'
import { pipeline } from 'node:stream'
import { createServer } from 'node:tls'
import type { Certificates } from './certificates.ts'

/** Terminates TLS in front of an engine that does not support it, on a free loopback port. */
export async function startTlsProxy(
  engineUrl: string,
  { certificate, key }: Certificates['server'],
) {
  const engine = new URL(engineUrl)
  const identity = { cert: readFileSync(certificate), key: readFileSync(key) }
  const server = createServer(identity, (client) => {
    const upstream = connect(Number(engine.port), engine.hostname)
    // When one side ends, the other does too.
    pipeline(client, upstream, client, () => {})
  })
  // Clients that do not trust the certificate hang up.
  server.on('tlsClientError', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { host: `127.0.0.1:${port}`, close: () => void server.close() }
}
