import { AsyncLocalStorage } from 'node:async_hooks'

/** Its signal is aborted when nobody waits for the answers any more. */
export interface Asker {
  signal: AbortSignal
}

/** Who asks the stores, as far as that is known. Not a parameter of the ports, since few calls can be taken back. */
export const asker = new AsyncLocalStorage<Asker>()

/** How a call ends that was taken back. */
export const unwanted = () =>
  new DOMException('nobody waits for this answer any more', 'AbortError')

export const isUnwanted = (error: unknown) => (error as Error).name === 'AbortError'
