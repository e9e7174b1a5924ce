import { isOpml, readOpml } from '../formats/opml.ts'
import type { FeedOutlets } from '../normalize/feed-outlets.ts'
import { toReadError } from '../read-error.ts'
import { reject } from '../rejection.ts'
import type { Rejection } from '../result.ts'
import { type ListedFile, listFiles } from './list-files.ts'

export interface Input {
  files: ListedFile[]
  /** Outlet names from the lists of feeds (OPML) among the files. */
  outlets: FeedOutlets
  rejected: Rejection[]
  /** The lists of feeds that were read. */
  lists: string[]
}

/** Lists the files of articles under the paths, and the outlet names from lists of feeds. */
export async function listInput(paths: string[]): Promise<Input> {
  const input: Input = { files: [], outlets: {}, rejected: [], lists: [] }
  for await (const found of listFiles(paths)) {
    if (found.type === 'rejected') input.rejected.push(found)
    else if (isOpml(found.path)) await takeOpml(found.path, input)
    else input.files.push(found)
  }
  return input
}

async function takeOpml(path: string, { outlets, rejected, lists }: Input): Promise<void> {
  try {
    // If several lists name a feed, the first wins.
    for (const [key, name] of Object.entries(await readOpml(path))) outlets[key] ??= name
    lists.push(path)
  } catch (error) {
    rejected.push(reject(path, null, toReadError(error)))
  }
}
