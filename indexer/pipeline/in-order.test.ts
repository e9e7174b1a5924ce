import { expect, it } from 'vitest'
import { inOrder, Pending } from './in-order.ts'

const ROOM = { items: 3, size: 100 }

function deferred(size: number) {
  const { promise, resolve } = Promise.withResolvers<string>()
  return { later: new Pending(promise, size), resolve }
}

async function* from<T>(items: T[], onTaken: (item: T) => void = () => {}) {
  for (const item of items) {
    onTaken(item)
    yield await Promise.resolve(item)
  }
}

it('yields items in order, whichever is ready first', async () => {
  const [a, b] = [deferred(1), deferred(1)]
  b.resolve('b')
  setImmediate(() => a.resolve('a'))

  const given: string[] = []
  for await (const item of inOrder(from([a.later, 'x', b.later]), ROOM, () => {})) given.push(item)

  expect(given).toEqual(['a', 'x', 'b'])
})

it('takes no more from the source than there is room for', async () => {
  const taken: unknown[] = []
  const items = [deferred(60), deferred(60), deferred(1)]
  const given = inOrder(
    from(
      items.map(({ later }) => later),
      (item) => taken.push(item),
    ),
    ROOM,
    () => items.forEach(({ resolve }, i) => resolve(String(i))),
  )

  expect((await given.next()).value).toBe('0')
  expect(taken).toHaveLength(2)
})

it('fails when an item does, after those before it', async () => {
  const failed = new Pending(Promise.reject(new Error('unreadable')), 1)
  failed.value.catch(() => {})
  const given = inOrder(from(['x', failed]), ROOM, () => {})

  expect((await given.next()).value).toBe('x')
  await expect(given.next()).rejects.toThrow('unreadable')
})
