/** Reads everything of a kind in batches, with one batch in memory. */
export interface ScanQuery {
  /** Maximum items per batch, at least 1; batches of long texts are smaller. */
  size: number
  /** The `next` of an earlier batch, possibly of another process; omit it to start. */
  cursor?: string | undefined
}

export interface Batch<T> {
  items: T[]
  /** The cursor of the next batch; null at the end. */
  next: string | null
  /** The version of the data. */
  version: number
  /**
   * True if the data has changed since the scan began. What was there all the time and did not change still comes
   * exactly once. Who needs one version begins again.
   */
  changed: boolean
}

/** The batches of a scan, each requested when the previous one is consumed. Resumes at `cursor`. */
export async function* batchesOf<T>(
  scan: (cursor: string | undefined) => Promise<Batch<T>>,
  cursor?: string,
): AsyncGenerator<Batch<T>> {
  for (let next: string | null | undefined = cursor; next !== null;) {
    const batch = await scan(next)
    yield batch
    next = batch.next
  }
}
