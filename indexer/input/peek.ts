/**
 * Reads at least `size` bytes ahead, if there are so many, without taking them from the stream. An
 * error while reading ahead is repeated when the stream gets there, so that everything before it
 * can be used; if nothing comes before it, it is thrown at once.
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
