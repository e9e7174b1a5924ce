import type { Column, Value } from '../column.ts'

/** Limits of a batch, in rows and UTF-16 units; one batch is held in memory. */
const MAX_ROWS = 20_000
const MAX_TEXT = 4_000_000

/** Collects rows column by column, for formats that write many rows at once. */
export class ColumnBatches<Row> {
  readonly #columns: readonly Column<Row>[]
  #values: Value[][]
  #text = 0

  constructor(columns: readonly Column<Row>[]) {
    this.#columns = columns
    this.#values = columns.map(() => [])
  }

  add(rows: readonly Row[]): void {
    for (const [i, { value }] of this.#columns.entries()) {
      const values = this.#values[i]!
      for (const row of rows) {
        const one = value(row)
        values.push(one)
        if (typeof one === 'string') this.#text += one.length
      }
    }
  }

  get isEmpty(): boolean {
    return (this.#values[0]?.length ?? 0) === 0
  }

  get isFull(): boolean {
    return this.#text >= MAX_TEXT || (this.#values[0]?.length ?? 0) >= MAX_ROWS
  }

  /** Returns the collected columns and starts a new batch. */
  take(): Value[][] {
    const taken = this.#values
    this.#values = this.#columns.map(() => [])
    this.#text = 0
    return taken
  }
}
