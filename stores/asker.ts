import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * Who asks the stores, as far as that is known: the signal is aborted when nobody waits for the answers any more. Not a
 * parameter of the ports, since only calls that wait in line can be taken back.
 */
export const asker = new AsyncLocalStorage<{ signal: AbortSignal }>()
