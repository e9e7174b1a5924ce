import { stat } from 'node:fs/promises'
import { type ChokidarOptions, watch } from 'chokidar'

export interface FolderChanges {
  /** New or changed files that are complete. */
  written: string[]
  removed: string[]
}

export interface WatchOptions {
  signal: AbortSignal
  /** A file whose size is unchanged for this long is complete. */
  settledMs?: number
}

const SETTLED_MS = 2000
const POLL_MS = 100
/** Names of files that a program has not finished writing. */
const UNFINISHED = /(?:^|[/\\])\.|~$|\.(?:part|crdownload|download|tmp|swp)$/i

/**
 * Yields changes under folders in groups. It first reports all existing files, so that no change is
 * missed from the call on.
 */
export async function* watchFolders(
  paths: string[],
  { signal, settledMs = SETTLED_MS }: WatchOptions,
): AsyncGenerator<FolderChanges> {
  const written = new Set<string>()
  const removed = new Set<string>()
  let wake = () => {}
  const watcher = watch(paths, options(settledMs))
  const note = (path: string, into: Set<string>, other: Set<string>) => {
    other.delete(path)
    into.add(path)
    wake()
  }
  watcher.on('add', (path) => note(path, written, removed))
  watcher.on('change', (path) => note(path, written, removed))
  watcher.on('unlink', (path) => note(path, removed, written))
  signal.addEventListener('abort', () => wake())
  try {
    while (!signal.aborted) {
      if (written.size + removed.size === 0) {
        await new Promise<void>((resolve) => (wake = resolve))
        continue
      }
      const changes = { written: [...written], removed: [...removed] }
      written.clear()
      removed.clear()
      yield { ...changes, removed: await missing(changes.removed) }
    }
  } finally {
    await watcher.close()
  }
}

const options = (settledMs: number): ChokidarOptions => ({
  ignored: (path) => UNFINISHED.test(path),
  // Report existing files too: the archive skips unchanged ones.
  ignoreInitial: false,
  awaitWriteFinish: { stabilityThreshold: settledMs, pollInterval: Math.min(POLL_MS, settledMs) },
})

/** Programs that save a file may remove it for a moment. */
async function missing(paths: string[]): Promise<string[]> {
  const found = await Promise.all(paths.map((path) => stat(path).catch(() => null)))
  return paths.filter((_, i) => found[i] === null)
}
