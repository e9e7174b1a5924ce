import { describe, expect, it } from 'vitest'
import { InvalidQueryError } from '../errors.ts'
import { column, extraColumn } from './column.ts'
import { CSV } from './formats/csv.ts'
import { type Shape, shapeTable } from './shape.ts'
import type { Table } from './table.ts'

interface Row {
  id: number
  source: string
  authors: string[]
}

const TABLE: Table<Row> = {
  name: 'articles',
  description: '',
  columns: [
    column('id', 'integer', '', ({ id }) => id),
    column('source', 'text', '', ({ source }) => source),
    column('authors', 'list', '', ({ authors }) => authors),
    extraColumn('twice', 'integer', '', ({ id }) => 2 * id),
  ],
  key: ({ id }) => String(id),
}

const ROWS = Array.from({ length: 500 }, (_, id): Row => ({
  id,
  source: ['post', 'times', 'wire'][id % 3]!,
  authors: id % 2 ? ['Ann', 'Bo'] : ['Ann', 'Ann'],
}))

async function* inBatches(size: number) {
  for (let i = 0; i < ROWS.length; i += size) yield ROWS.slice(i, i + size)
}

async function linesOf(shape: Shape, batch = 100): Promise<string[]> {
  const chunks: string[] = []
  for await (const chunk of shapeTable(TABLE, shape).write(CSV, inBatches(batch))) {
    chunks.push(Buffer.from(chunk).toString())
  }
  return chunks.join('').trimEnd().split('\r\n')
}

describe('select', () => {
  it('chooses columns in its order, also such as are left out otherwise', async () => {
    const lines = await linesOf({ select: ['twice', 'id'] })

    expect(lines.slice(0, 3)).toEqual(['twice,id', '0,0', '2,1'])
    expect((await linesOf({}))[0]).toBe('id,source,authors')
  })

  it('names the column that was meant', () => {
    expect(() => shapeTable(TABLE, { select: ['sources'] })).toThrow('did you mean source?')
    expect(() => shapeTable(TABLE, { select: ['zzz'] })).toThrow(
      'they are id, source, authors, twice',
    )
    expect(() => shapeTable(TABLE, { groupBy: ['x'] })).toThrow(InvalidQueryError)
  })
})

describe('sample', () => {
  const idsOf = async (shape: Shape, batch?: number) =>
    (await linesOf({ select: ['id'], ...shape }, batch)).slice(1).map(Number)

  it('draws as many rows as asked for, in their order, the same for the same seed', async () => {
    const drawn = await idsOf({ sample: 50, seed: 1 })

    expect(drawn).toHaveLength(50)
    expect(drawn).toEqual([...new Set(drawn)].sort((a, b) => a - b))
    expect(await idsOf({ sample: 50, seed: 1 }, 7)).toEqual(drawn)
    expect(await idsOf({ sample: 50, seed: 2 })).not.toEqual(drawn)
  })

  it('draws every row about as often', async () => {
    const counts = new Array<number>(10).fill(0)
    for (let seed = 0; seed < 100; seed++) {
      for (const id of await idsOf({ sample: 50, seed })) counts[Math.floor(id / 50)]!++
    }

    expect(Math.min(...counts)).toBeGreaterThan(400)
    expect(Math.max(...counts)).toBeLessThan(600)
  })

  it('has all rows where there are no more', async () => {
    expect(await idsOf({ sample: 10_000 })).toHaveLength(500)
  })
})

describe('group_by', () => {
  it('counts the rows of each value, most first; each value of a list once', async () => {
    expect(await linesOf({ groupBy: ['source'] })).toEqual([
      'source,rows',
      'post,167',
      'times,167',
      'wire,166',
    ])
    expect(await linesOf({ groupBy: ['authors'] })).toEqual(['authors,rows', 'Ann,500', 'Bo,250'])
  })

  it('counts by several columns at once', async () => {
    const lines = await linesOf({ groupBy: ['source', 'authors'] })

    expect(lines).toHaveLength(7)
    expect(lines.slice(0, 2)).toEqual(['source,authors,rows', 'post,Ann,167'])
  })

  it('stands beside neither select nor sample', () => {
    expect(() => shapeTable(TABLE, { groupBy: ['source'], sample: 1 })).toThrow('sample cannot')
    expect(() => shapeTable(TABLE, { groupBy: ['source'], select: ['id'] })).toThrow(
      'select cannot',
    )
  })
})
