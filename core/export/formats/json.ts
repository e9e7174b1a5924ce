import type { TableFormat } from '../format.ts'
import { toObject } from './jsonl.ts'

/** One JSON document, shaped like a page that holds everything. */
export const JSON_DOCUMENT: TableFormat = {
  extension: 'json',
  mediaType: 'application/json',
  writer(columns, { about = {} }) {
    let count = 0
    return {
      start: () => '{"items":[',
      rows: (rows) =>
        rows
          .map((row) => `${count++ ? ',\n' : '\n'}${JSON.stringify(toObject(columns, row))}`)
          .join(''),
      end() {
        const total = { value: count, relation: 'eq' }
        const rest = { total, next: null, warnings: [], ...about }
        return `],${JSON.stringify(rest).slice(1)}\n`
      },
    }
  },
}
