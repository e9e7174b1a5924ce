import { createContext } from 'svelte'
import type { Status } from '#core/search.ts'
import { fetchStatus } from '../api.ts'
import { Resource } from './resource.svelte.ts'
import { isBoolean, readStored, writeStored } from './stored.ts'

const SAMPLE = 'sample'

/** The archive's status, shared by all pages. */
export class ArchiveStatus extends Resource<Status> {
  /** Whether this is the sample archive; null until known. The last value is stored, so that the page does not jump. */
  isSample = $derived(this.data?.sample ?? readStored(SAMPLE, isBoolean))

  refresh(): void {
    void this.load(async (signal) => {
      const status = await fetchStatus(signal)
      writeStored(SAMPLE, status.sample)
      return status
    })
  }
}

export const [getStatus, setStatus] = createContext<ArchiveStatus>()
