/** An item still being made, with the size that counts against `Room` until it is yielded. */
export class Pending<T> {
  readonly value: Promise<T>
  readonly size: number

  constructor(value: Promise<T>, size: number) {
    this.value = value
    this.size = size
  }
}

/** How many items, and of what total size, may be in the queue. */
export interface Room {
  items: number
  size: number
}

/**
 * Yields items in the order of the source, while later ones are being made as far as there is room.
 * `beforeWait` is called before each wait for a pending item.
 */
export async function* inOrder<T>(
  source: AsyncIterable<T | Pending<T>>,
  room: Room,
  beforeWait: () => void,
): AsyncGenerator<T> {
  const queue: (T | Pending<T>)[] = []
  let size = 0
  for await (const item of source) {
    queue.push(item)
    size += sizeOf(item)
    while (queue.length > room.items || size > room.size) yield await first()
  }
  while (queue.length > 0) yield await first()

  async function first(): Promise<T> {
    const item = queue.shift()!
    size -= sizeOf(item)
    if (!(item instanceof Pending)) return item
    beforeWait()
    return item.value
  }
}

function sizeOf(item: unknown): number {
  return item instanceof Pending ? item.size : 0
}
