import { compareText } from '#core/text/compare-text.ts'
import { type RowSet, has, rowsOf } from './row-set.ts'

export type DateOrder = 'newest' | 'oldest'

/** What is sorted: the time of a row is NaN without a date. */
export interface DatedRows {
  time(row: number): number
  id(row: number): string
  isLive(row: number): boolean
  all(): Int32Array
}

/** An order with the rows that have changed since it was made. */
interface Order {
  rows: Int32Array
  /** Position by row. */
  rank: Int32Array | null
  stale: Set<number>
}

/** All rows by date; after a change only what changed is sorted, and merged with the rest. */
export function createDateOrders(dated: DatedRows) {
  const orders = new Map<DateOrder, Order>()

  const compare = (sign: number) => (x: number, y: number) => {
    const [a, b] = [dated.time(x), dated.time(y)]
    if (a === b || (Number.isNaN(a) && Number.isNaN(b)))
      return compareText(dated.id(x), dated.id(y))
    if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) ? 1 : -1
    return sign * (a - b)
  }

  function orderOf(name: DateOrder): Order {
    const known = orders.get(name)
    if (known?.stale.size === 0) return known
    const before = compare(name === 'newest' ? -1 : 1)
    const rows = known ? renewed(known, before) : dated.all().toSorted(before)
    const order = { rows, rank: null, stale: new Set<number>() }
    orders.set(name, order)
    return order
  }

  function renewed({ rows, stale }: Order, before: Compare): Int32Array {
    const changed = Int32Array.from(stale)
      .filter((row) => dated.isLive(row))
      .sort(before)
    return merged(
      rows.filter((row) => !stale.has(row)),
      changed,
      before,
    )
  }

  return {
    ordered: (name: DateOrder) => orderOf(name).rows,
    rank(name: DateOrder): Int32Array {
      const order = orderOf(name)
      return (order.rank ??= positionsOf(order.rows))
    },
    changed(row: number): void {
      for (const { stale } of orders.values()) stale.add(row)
    },
    adopt(shared: Record<DateOrder, Int32Array>): void {
      for (const name of ['newest', 'oldest'] as const) {
        orders.set(name, { rows: shared[name], rank: null, stale: new Set() })
      }
    },
  }
}

/** Above this share of all rows, going through the whole order is faster than sorting. */
const MANY = 1 / 20

/** The rows of a set by date. */
export function sortedRows(columns: Ordered, set: RowSet, order: DateOrder): Int32Array {
  const rows = rowsOf(set)
  if (rows.length > columns.all().length * MANY) {
    return columns.ordered(order).filter((row) => has(set, row))
  }
  const rank = columns.rank(order)
  return rows.sort((x, y) => rank[x]! - rank[y]!)
}

interface Ordered {
  all(): Int32Array
  rank(order: DateOrder): Int32Array
  ordered(order: DateOrder): Int32Array
}

type Compare = (x: number, y: number) => number

function merged(a: Int32Array, b: Int32Array, before: Compare): Int32Array {
  const rows = new Int32Array(a.length + b.length)
  for (let i = 0, k = 0, at = 0; at < rows.length; at++) {
    const fromA = k === b.length || (i < a.length && before(a[i]!, b[k]!) <= 0)
    rows[at] = fromA ? a[i++]! : b[k++]!
  }
  return rows
}

function positionsOf(rows: Int32Array): Int32Array {
  const positions = new Int32Array(rows.reduce((most, row) => Math.max(most, row), -1) + 1)
  rows.forEach((row, position) => (positions[row] = position))
  return positions
}
