/** Everything of a kind, from end to end, a batch at a time: what is held in memory is one batch. */
export interface ScanQuery {
  /** Items of a batch at most; 1 or more. A batch of long texts has fewer. */
  size: number
  /** The `next` of an earlier batch, of this process or another; without it the scan begins. */
  cursor?: string | undefined
}

export interface Batch<T> {
  items: T[]
  /** The cursor of what follows; null at the end. */
  next: string | null
  /** The state of the data that answered. */
  version: number
  /**
   * True if the data has changed since the scan began. What was there all the time and did not change still comes
   * exactly once. Who needs one version begins again.
   */
  changed: boolean
}

/** The batches of a scan, each asked for when the one before is done with. Takes the scan up at `cursor`. */
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
