import { createServer } from 'node:net'
import { UserError } from '#core/errors.ts'

/** A loopback port about to be used. */
export interface WantedPort {
  port: number
  owner: string
  /** The flag that sets another port. */
  option: string
}

/** Throws UserError if one of the ports is unavailable or wanted twice. */
export async function checkPorts(wanted: WantedPort[]): Promise<void> {
  const seen = new Set<number>()
  for (const { port, owner, option } of wanted) {
    const fault = seen.has(port) ? 'is wanted twice' : await faultOf(port)
    seen.add(port)
    if (fault === null) continue
    throw new UserError(`port ${port} for ${owner} ${fault}; choose another with ${option}`)
  }
}

/** Why a port is unavailable; null if it is free. */
async function faultOf(port: number): Promise<string | null> {
  try {
    await listenFor(port)
    return null
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') return 'is taken by another program'
    if (code === 'EACCES') return 'may not be used by this user'
    return `cannot be used (${code})`
  }
}

/** A loopback port that was free a moment ago. */
export async function freePort(): Promise<number> {
  return listenFor(0)
}

function listenFor(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' ? address!.port : port))
    })
  })
}
