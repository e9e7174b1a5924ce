import { type FileRequest, type OpenFile, openFile } from '#core/export/open-file.ts'
import { openHeldStores } from '../held-stores.ts'
import type { SharedColumns } from '../search/columns.ts'
import type { Adapters } from './worker-messages.ts'

/** What is known of a file before its first bytes. */
export type FileHead = Omit<OpenFile, 'chunks'>

/** Writes files one after the other. */
export interface FileWriter {
  /** Begins a file, of the state that the archive has now. */
  open(request: FileRequest): Promise<FileHead>
  /** The next bytes; null at the end. */
  next(): Promise<Uint8Array | null>
  /** Lets go of the file and of its state. */
  end(): Promise<null>
}

/** For a thread that writes files. */
export function openAdapters(path: string, shared: unknown): Adapters & { files: FileWriter } {
  const stores = openHeldStores(path, shared as SharedColumns | null)
  let chunks: OpenFile['chunks'] | null = null

  return {
    ...stores,
    files: {
      async open(request) {
        const { chunks: opened, ...head } = await openFile(stores, request)
        chunks = opened
        return head
      },
      async next() {
        const chunk = await chunks!.next()
        return chunk.done ? null : chunk.value
      },
      async end() {
        await chunks?.return(undefined)
        chunks = null
        stores.release()
        return null
      },
    },
  }
}
