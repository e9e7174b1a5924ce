/** Runs an action for each item, so many at once at most; waits for all, and throws the first failure. */
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
