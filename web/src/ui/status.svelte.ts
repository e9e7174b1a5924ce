import { createContext } from 'svelte'
import type { Status } from '#core/search.ts'
import { fetchStatus } from '../api.ts'
import { Resource } from './resource.svelte.ts'

/** What the archive holds, for every page. */
export class ArchiveStatus extends Resource<Status> {
  refresh(): void {
    void this.load(fetchStatus)
  }
}

export const [getStatus, setStatus] = createContext<ArchiveStatus>()
