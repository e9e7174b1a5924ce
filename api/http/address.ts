import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { UserError } from '#core/errors.ts'

/** Listens on a host and port; throws UserError that says what to do if it cannot. */
export async function listen(server: Server, host: string, port: number): Promise<void> {
  const listening = new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, toBare(host), () => {
      server.off('error', reject)
      resolve()
    })
  })
  await listening.catch((error: unknown) => {
    throw toSentence(error, host, port)
  })
}

/** Whether only this machine can reach the host. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)
}

/** A host as URLs spell it. */
export function toName(host: string): string {
  const bare = toBare(host)
  return bare.includes(':') ? `[${bare}]` : bare
}

/** The server's URL for a browser on this machine. */
export function toUrl(host: string, server: Server): string {
  const { port } = server.address() as AddressInfo
  const isEverywhere = host === '0.0.0.0' || host === '::'
  return `http://${isEverywhere ? 'localhost' : toName(host)}:${port}`
}

function toBare(host: string): string {
  return host.replace(/^\[|\]$/g, '').toLowerCase()
}

function toSentence(error: unknown, host: string, port: number): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new UserError(
        `port ${port} is taken by another program; stop it, or choose another port with --port (or DATELINE_PORT)`,
      )
    case 'EACCES':
      return new UserError(`port ${port} may not be used here; choose one above 1023 with --port`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new UserError(
        `this machine has no address ${host}; leave --host out to serve it alone`,
      )
    default:
      return error
  }
}
