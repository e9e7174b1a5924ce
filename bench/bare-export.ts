import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { selectColumns } from '#core/export/table.ts'
import { ARTICLES } from '#core/export/tables/articles.ts'
import { toObject } from '#core/export/formats/jsonl.ts'
import { EVERYTHING } from '#core/search.ts'
import { openSqliteSearchStore } from '#stores/sqlite/search/search-store.ts'

/*
 * The least that an export can do: rows of the store's cursor through JSON.stringify to a socket. `node bench/bare-export.ts
 * ARCHIVE` prints its address and ends with its standard input; `?select=` chooses columns.
 */
const store = openSqliteSearchStore(process.argv[2]!)

async function* lines(select: string | null): AsyncGenerator<string> {
  const columns = selectColumns(ARTICLES, select?.split(','))
  for (let cursor: string | undefined; ;) {
    const { items, next } = await store.scan({ search: EVERYTHING, size: 200, cursor })
    yield items.map((row) => `${JSON.stringify(toObject(columns, row))}\n`).join('')
    if (next === null) return
    cursor = next
  }
}

const server = createServer((request, response) => {
  const { searchParams } = new URL(request.url!, 'http://127.0.0.1')
  Readable.from(lines(searchParams.get('select')), { objectMode: true }).pipe(response)
})
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
process.stdin.resume().on('close', () => process.exit())
