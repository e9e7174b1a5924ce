/** Has the next chunk got ready, in another thread where that is how it is made, while one is worked on. */
export async function* readAhead(chunks: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  try {
    for (let next = await chunks.next(); !next.done;) {
      const after = chunks.next()
      // A failure is told in its turn, by the `await` below, or not at all where no more is wanted.
      after.catch(() => {})
      yield next.value
      next = await after
    }
  } finally {
    await chunks.return(undefined)
  }
}
