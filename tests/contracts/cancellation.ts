import { expect, it } from 'vitest'
import type { MethodOf } from '#core/store-methods.ts'

/** Calls of every method; a missing one does not compile. */
export type Calls<Store> = Record<
  MethodOf<Store>,
  (store: Store, signal?: AbortSignal) => Promise<unknown>
>

/** What a store promises about abort signals, for each method. */
export function testCancellation<Store>(store: () => Store, calls: Calls<Store>) {
  const methods = Object.entries<Calls<Store>[MethodOf<Store>]>(calls)

  it.each(methods)('%s fails with the reason of an aborted signal', async (_, call) => {
    const reason = new DOMException('the reader left', 'AbortError')

    await expect(call(store(), AbortSignal.abort(reason))).rejects.toBe(reason)
  })

  it.each(methods)('%s fails with an AbortError if the reason is not an error', async (_, call) => {
    await expect(call(store(), AbortSignal.abort('the reader left'))).rejects.toMatchObject({
      name: 'AbortError',
      message: 'the reader left',
    })
  })

  it.each(methods)('%s answers as before after another call was aborted', async (_, call) => {
    const before = await call(store())
    const gone = new AbortController()
    const aborted = call(store(), gone.signal).catch(() => {})
    gone.abort()
    const next = await call(store(), new AbortController().signal)
    await aborted

    expect(next).toEqual(before)
  })
}
