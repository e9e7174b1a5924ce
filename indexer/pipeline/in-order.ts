/** Something that is on its way, and how much room it takes until it is taken. */
export class Later<T> {
  readonly value: Promise<T>
  readonly size: number

  constructor(value: Promise<T>, size: number) {
    this.value = value
    this.size = size
  }
}

/** Bounds of what may be on its way. */
export interface Room {
  items: number
  size: number
}

/**
 * Gives what comes in its order, while later items are already on their way, as far as there is room. `beforeWait` is
 * called whenever one has to be waited for.
 */
export async function* inOrder<T>(
  source: AsyncIterable<T | Later<T>>,
  room: Room,
  beforeWait: () => void,
): AsyncGenerator<T> {
  const queue: (T | Later<T>)[] = []
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
    if (!(item instanceof Later)) return item
    beforeWait()
    return item.value
  }
}

function sizeOf(item: unknown): number {
  return item instanceof Later ? item.size : 0
}
