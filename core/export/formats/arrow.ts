import {
  Bool,
  type DataType,
  Field,
  Float64,
  Int32,
  List,
  Schema,
  Table,
  Utf8,
  tableToIPC,
  vectorFromArray,
} from 'apache-arrow'
import type { ColumnType } from '../column.ts'
import type { TableFormat } from '../format.ts'
import { ColumnBatches } from './column-batches.ts'

const NOTHING = new Uint8Array()
/** The end-of-stream marker: a continuation marker and a length of 0. */
const END = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0)

/** An Apache Arrow stream. Dates are ISO 8601 strings, since their precision varies. */
export const ARROW: TableFormat = {
  extension: 'arrow',
  mediaType: 'application/vnd.apache.arrow.stream',
  writer(columns) {
    const schema = new Schema(columns.map(({ name, type }) => new Field(name, typeOf(type), true)))
    const head = tableToIPC(new Table(schema), 'stream').slice(0, -END.length)
    const batches = new ColumnBatches(columns)

    /** The library writes whole streams; this takes the part between schema and end marker. */
    function takeBatch(): Uint8Array {
      const vectors = batches.take().map((values, i) => {
        const { name, type } = columns[i]!
        return [name, vectorFromArray(values as never[], typeOf(type))] as const
      })
      const stream = tableToIPC(new Table(schema, Object.fromEntries(vectors)), 'stream')
      return stream.slice(head.length, -END.length)
    }

    return {
      start: () => head,
      rows(rows) {
        batches.add(rows)
        return batches.isFull ? takeBatch() : NOTHING
      },
      end: () => (batches.isEmpty ? END : join(takeBatch(), END)),
    }
  },
}

function typeOf(type: ColumnType): DataType {
  if (type === 'integer') return new Int32()
  if (type === 'number') return new Float64()
  if (type === 'boolean') return new Bool()
  return type === 'list' ? new List(new Field('item', new Utf8(), true)) : new Utf8()
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
