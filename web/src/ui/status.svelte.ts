import { createContext } from 'svelte'
import type { Status } from '#core/search.ts'
import { fetchStatus } from '../api.ts'
import { Resource } from './resource.svelte.ts'
import { isBoolean, readStored, writeStored } from './stored.ts'

const SAMPLE = 'sample'

/** What the archive holds, for every page. */
export class ArchiveStatus extends Resource<Status> {
  /** Whether the news is invented; null until that is known. What it was last time keeps the page from jumping. */
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
