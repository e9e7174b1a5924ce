/**
 * A stream of what a generator yields, one chunk ahead of its reader. The first chunks were taken out already; `end` is
 * called once, however it ends.
 */
export function toStream(
  first: Uint8Array[],
  rest: AsyncGenerator<Uint8Array>,
  { leave, end, report }: StreamEnds,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const chunks = [...first]
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      try {
        const chunk = chunks.shift() ?? (await nextOf(rest))
        if (chunk) return controller.enqueue(chunk as Uint8Array<ArrayBuffer>)
        end()
        controller.close()
      } catch (error) {
        end()
        report(error as Error)
        // Abort the connection, so that a client cannot mistake a part for the whole.
        controller.error(error)
      }
    },
    async cancel() {
      leave()
      await rest.return(undefined).catch(() => {})
      end()
    },
  })
}

export interface StreamEnds {
  /** The reader left: stop reading. */
  leave: () => void
  end: () => void
  report: (error: Error) => void
}

async function nextOf(chunks: AsyncGenerator<Uint8Array>): Promise<Uint8Array | null> {
  const next = await chunks.next()
  return next.done ? null : next.value
}
