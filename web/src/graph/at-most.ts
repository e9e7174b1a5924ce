/**
 * Runs an action for each item, at most this many at a time; resolves when all are done, rejects at the first failure.
 */
export async function forEachAtMost<T>(
  most: number,
  items: readonly T[],
  action: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = items.values()
  const worker = async () => {
    for (const item of waiting) await action(item)
  }
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker))
}
