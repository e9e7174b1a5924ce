/**
 * Reads at least so many bytes ahead, where there are so many, without taking them from the stream. What fails while
 * reading ahead fails again when the stream gets there, so that all before it can be used; where there is nothing before it, it fails at once.
 */
export async function peek(
  chunks: AsyncGenerator<Buffer>,
  size: number,
): Promise<{ head: Buffer; chunks: AsyncGenerator<Buffer> }> {
  const ahead: Buffer[] = []
  let length = 0
  let failure: { error: unknown } | null = null
  while (length < size && !failure) {
    const next = await chunks.next().catch((error: unknown) => ({ error }))
    if ('error' in next) failure = next
    else if (next.done) break
    else length += ahead[ahead.push(next.value) - 1]!.length
  }

  if (length === 0 && failure) throw failure.error

  async function* all(): AsyncGenerator<Buffer> {
    try {
      while (ahead.length > 0) yield ahead.shift()!
      if (failure) throw failure.error
      yield* chunks
    } finally {
      await chunks.return(undefined)
    }
  }
  return { head: Buffer.concat(ahead).subarray(0, size), chunks: all() }
}
