/** Requests the next chunk while one is processed, so that another thread can prepare it. */
export async function* readAhead(chunks: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  try {
    for (let next = await chunks.next(); !next.done;) {
      const after = chunks.next()
      // An error is thrown by the `await` below, or ignored if no more is wanted.
      after.catch(() => {})
      yield next.value
      next = await after
    }
  } finally {
    await chunks.return(undefined)
  }
}
