import type { SchemaElement } from 'hyparquet'
import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import type { Column, ColumnType } from '../column.ts'
import type { TableFormat } from '../format.ts'
import { ColumnBatches } from './column-batches.ts'

const NOTHING = new Uint8Array()

/** Apache Parquet with Snappy; a batch is a row group. Dates are ISO 8601 strings, since their precision varies. */
export const PARQUET: TableFormat = {
  extension: 'parquet',
  mediaType: 'application/vnd.apache.parquet',
  writer(columns) {
    const schema = [{ name: 'root', num_children: columns.length }, ...columns.flatMap(toElements)]
    const bytes = new ByteWriter()
    const file = new ParquetWriter({ writer: bytes, schema, createdBy: 'Dateline' })
    const batches = new ColumnBatches(columns)

    /** File offsets continue after the bytes already taken. */
    function takeBytes(): Uint8Array {
      const taken = bytes.getBytes().slice()
      bytes.index = 0
      return taken
    }

    function writeBatch(): void {
      const columnData = batches.take().map((data, i) => ({ name: columns[i]!.name, data }))
      void file.write({ columnData, rowGroupSize: columnData[0]!.data.length })
    }

    return {
      start: () => takeBytes(),
      rows(rows) {
        batches.add(rows)
        if (!batches.isFull) return NOTHING
        writeBatch()
        return takeBytes()
      },
      end() {
        if (!batches.isEmpty) writeBatch()
        void file.finish()
        return takeBytes()
      },
    }
  },
}

const TEXT = { type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const

const PHYSICAL: Record<Exclude<ColumnType, 'list'>, Omit<SchemaElement, 'name'>> = {
  text: TEXT,
  date: TEXT,
  integer: { type: 'INT32' },
  number: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
}

function toElements<Row>({ name, type }: Column<Row>): SchemaElement[] {
  if (type !== 'list') return [{ name, repetition_type: 'OPTIONAL', ...PHYSICAL[type] }]
  return [
    { name, repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { name: 'element', repetition_type: 'OPTIONAL', ...TEXT },
  ]
}
