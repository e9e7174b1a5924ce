type Values = Int32Array | Uint8Array

/** Arrays of slices as threads share them. */
export interface SliceArrays<V extends Values> {
  starts: Int32Array
  lengths: Int32Array
  values: V
}

/**
 * A list of numbers for each row, end to end in one array: a million small arrays would take five times the memory. What
 * threads share is never written: changed rows go into an array of this thread.
 */
export class Slices<V extends Values> {
  readonly #create: (from: number | SharedArrayBuffer) => V
  #starts = new Int32Array(0)
  #lengths = new Int32Array(0)
  /** Slices that start beyond these values are in `#own`. */
  #values: V
  #own: V
  #used = 0
  #isShared = false

  constructor(create: (from: number | SharedArrayBuffer) => V) {
    this.#create = create
    this.#values = create(0)
    this.#own = create(0)
  }

  get(row: number): V {
    const start = this.#starts[row] ?? 0
    const length = this.#lengths[row] ?? 0
    const from = start - this.#values.length
    return (
      from < 0
        ? this.#values.subarray(start, start + length)
        : this.#own.subarray(from, from + length)
    ) as V
  }

  set(row: number, values: ArrayLike<number>): void {
    this.#makeRoom(row, values.length)
    this.#own.set(values, this.#used)
    this.#starts[row] = this.#values.length + this.#used
    this.#lengths[row] = values.length
    this.#used += values.length
  }

  /** Adds one to the count of each number, for each of these rows. */
  tally(rows: Int32Array, counts: Int32Array): void {
    const [starts, lengths, values, own] = [this.#starts, this.#lengths, this.#values, this.#own]
    for (const row of rows) {
      const start = starts[row]!
      const isOwn = start >= values.length
      const from = isOwn ? start - values.length : start
      const read = isOwn ? own : values
      for (let at = from, end = from + lengths[row]!; at < end; at++) counts[read[at]!]!++
    }
  }

  /** Those of these rows that have the number. */
  rowsWith(value: number, rows: Int32Array): Int32Array {
    const [starts, lengths, values, own] = [this.#starts, this.#lengths, this.#values, this.#own]
    return rows.filter((row) => {
      const start = starts[row]!
      const isOwn = start >= values.length
      const from = isOwn ? start - values.length : start
      const read = isOwn ? own : values
      for (let at = from, end = from + lengths[row]!; at < end; at++) {
        if (read[at] === value) return true
      }
      return false
    })
  }

  each(rows: Int32Array, visit: (value: number, row: number) => void): void {
    for (const row of rows) {
      const start = this.#starts[row]!
      const isOwn = start >= this.#values.length
      const from = isOwn ? start - this.#values.length : start
      const read = isOwn ? this.#own : this.#values
      for (let at = from, end = from + this.#lengths[row]!; at < end; at++) visit(read[at]!, row)
    }
  }

  /** Moves everything into arrays that other threads can `adopt`. */
  share(rows: Int32Array): SliceArrays<V> {
    const size = this.#starts.length
    let total = 0
    for (const row of rows) total += this.#lengths[row]!
    const shared = {
      starts: new Int32Array(new SharedArrayBuffer(4 * size)),
      lengths: new Int32Array(new SharedArrayBuffer(4 * size)),
      values: this.#create(new SharedArrayBuffer(total * this.#values.BYTES_PER_ELEMENT)),
    }
    let used = 0
    for (const row of rows) {
      const values = this.get(row)
      shared.values.set(values, used)
      shared.starts[row] = used
      shared.lengths[row] = values.length
      used += values.length
    }
    this.adopt(shared)
    return shared
  }

  adopt({ starts, lengths, values }: SliceArrays<V>): void {
    this.#starts = starts as Int32Array<ArrayBuffer>
    this.#lengths = lengths as Int32Array<ArrayBuffer>
    this.#values = values
    this.#own = this.#create(0)
    this.#used = 0
    this.#isShared = true
  }

  #makeRoom(row: number, length: number): void {
    if (this.#isShared || row >= this.#starts.length) {
      const size = Math.max(this.#starts.length, Math.ceil((row + 1) * 1.5))
      this.#starts = copied(this.#starts, new Int32Array(size))
      this.#lengths = copied(this.#lengths, new Int32Array(size))
      this.#isShared = false
    }
    if (this.#used + length <= this.#own.length) return
    this.#own = copied(this.#own, this.#create(Math.ceil((this.#used + length) * 1.5)))
  }
}

export const numberSlices = () =>
  new Slices<Int32Array>((from) => new Int32Array(from as SharedArrayBuffer))

function copied<V extends Values>(old: V, room: V): V {
  room.set(old)
  return room
}
