import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { InvalidQueryError } from '#core/errors.ts'
import { type Batch, type ScanQuery, batchesOf } from '#core/scan.ts'
import type { Story } from '#tests/builders.ts'
import type { GrowingStore, OpenGrowingStore } from './growing-store.ts'

/** A scan and its expected items. */
export interface ScanCase<Store, T> {
  open: OpenGrowingStore<Store>
  stories: Story[]
  /** Articles added during a scan; they change no earlier item. */
  more: Story[]
  scan: (store: Store, query: ScanQuery, signal?: AbortSignal) => Promise<Batch<T>>
  keyOf: (item: T) => string
  /** Keys of all expected items, in order. */
  expected: (store: Store) => Promise<string[]>
  /** The same item as another method returns it. */
  read: (store: Store, item: T) => Promise<unknown>
}

/** What every scan promises. */
export function testScan<Store, T>(name: string, tested: ScanCase<Store, T>) {
  const { scan, keyOf } = tested

  describe(name, () => {
    let growing: GrowingStore<Store>
    beforeAll(async () => {
      growing = await tested.open(tested.stories)
    })
    afterAll(() => growing.close())

    async function read(size: number, cursor?: string): Promise<Batch<T>[]> {
      const ask = (at?: string) => scan(growing.store, { size, cursor: at })
      const batches: Batch<T>[] = []
      for await (const batch of batchesOf(ask, cursor)) batches.push(batch)
      return batches
    }

    const keysOf = (batches: Batch<T>[]) => batches.flatMap(({ items }) => items.map(keyOf))

    it.each([4, 31, 1000])('yields all, once and in order, in batches of %i', async (size) => {
      const batches = await read(size)

      expect(keysOf(batches)).toEqual(await tested.expected(growing.store))
      expect(batches.every(({ items }) => items.length <= size)).toBe(true)
      expect(batches.slice(0, -1).every(({ items }) => items.length === size)).toBe(true)
      expect(batches.map(({ changed }) => changed)).toEqual(batches.map(() => false))
      expect(new Set(batches.map(({ version }) => version)).size).toBe(1)
    })

    it('yields each item as other methods return it', async () => {
      const [batch] = await read(1000)

      for (const item of batch!.items.slice(0, 20)) {
        const { version, ...alone } = (await tested.read(growing.store, item)) as Batch<T>
        expect(item).toEqual(alone)
        expect(version).toBe(batch!.version)
      }
    })

    it('continues at a cursor, as often as requested', async () => {
      const [first, second] = await read(7)
      const again = await scan(growing.store, { size: 7, cursor: first!.next! })

      expect(again.items).toEqual(second!.items)
      expect(keysOf([first!, ...(await read(50, first!.next!))])).toEqual(
        await tested.expected(growing.store),
      )
    })

    it('refuses a foreign cursor', async () => {
      for (const cursor of ['', 'nonsense', btoa('["offset",3]')]) {
        const asked = scan(growing.store, { size: 3, cursor })
        await expect(asked).rejects.toBeInstanceOf(InvalidQueryError)
      }
    })

    it('ends with the abort error if its signal is aborted in between', async () => {
      const gone = new AbortController()
      const reason = new DOMException('the reader left', 'AbortError')
      const taken: string[] = []
      const reading = async () => {
        const ask = (cursor?: string) => scan(growing.store, { size: 2, cursor }, gone.signal)
        for await (const { items } of batchesOf(ask)) {
          taken.push(...items.map(keyOf))
          if (taken.length === 4) gone.abort(reason)
        }
      }

      await expect(reading()).rejects.toBe(reason)
      expect(taken).toHaveLength(4)
    })

    // The last item, because the store holds more after it.
    it('yields one version, or reports a change and yields unchanged items once', async () => {
      const before = await tested.expected(growing.store)
      const first = await scan(growing.store, { size: 5 })
      await growing.add(tested.more)
      const others = await read(5, first.next!)

      const isOneVersion = others.every(({ version }) => version === first.version)
      expect(others.every(({ changed }) => changed)).toBe(!isOneVersion)
      const given = keysOf([first, ...others])
      if (isOneVersion) expect(given).toEqual(before)
      expect(given.filter((key) => before.includes(key))).toEqual(before)
      expect(await tested.expected(growing.store)).not.toEqual(before)
      expect(keysOf(await read(50))).toEqual(await tested.expected(growing.store))
    })
  })
}
