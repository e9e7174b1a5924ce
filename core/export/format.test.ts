import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { hasPython, runPythonFile } from '#tests/python/run.ts'
import { column } from './column.ts'
import { TABLE_FORMATS, type TableFormatName, type WriterOptions, writeTable } from './format.ts'

interface Row {
  id: string
  count: number | null
  share: number
  isNew: boolean
  date: string | null
  authors: string[]
}

const COLUMNS = [
  column<Row>('id', 'text', '', ({ id }) => id),
  column<Row>('count', 'integer', '', ({ count }) => count),
  column<Row>('share', 'number', '', ({ share }) => share),
  column<Row>('isNew', 'boolean', '', ({ isNew }) => isNew),
  column<Row>('date', 'date', '', ({ date }) => date),
  column<Row>('authors', 'list', '', ({ authors }) => authors),
]

const ODD = 'Ə, "wörds"\r\nover lines 🜁'
const ROWS: Row[] = [
  { id: ODD, count: 3, share: 0.5, isNew: true, date: '2024-05-01', authors: ['Ann', 'Bo'] },
  { id: 'b', count: null, share: -2, isNew: false, date: null, authors: [] },
]

async function bytesOf(name: TableFormatName, rows: Row[][], options?: WriterOptions) {
  const chunks = []
  for await (const chunk of writeTable(await TABLE_FORMATS[name](), COLUMNS, rows, options)) {
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const textOf = async (...args: Parameters<typeof bytesOf>) => (await bytesOf(...args)).toString()

const withId = (id: string): Row[][] => [[{ ...ROWS[1]!, id }]]

describe('CSV', () => {
  it('has a head, quotes where they are needed, and lists joined by |', async () => {
    expect(await textOf('csv', [ROWS])).toBe(
      `id,count,share,isNew,date,authors\r\n` +
        `"Ə, ""wörds""\r\nover lines 🜁",3,0.5,true,2024-05-01,Ann|Bo\r\n` +
        `b,,-2,false,,\r\n`,
    )
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=cmd|"/C calc"!A0'])(
    'holds no text that a spreadsheet runs as a formula: %j',
    async (formula) => {
      const [, line] = (await textOf('csv', withId(formula))).split(/\r\n(?=["'])/)

      expect(line).toMatch(/^"?'/)
      expect(await textOf('csv', withId(formula), { formulas: true })).not.toContain("'")
    },
  )

  it('leaves numbers below zero as they are', async () => {
    expect(await textOf('csv', [ROWS])).toContain(',-2,')
  })
})

describe('JSON Lines', () => {
  it('has an object per line with every column, and lists as arrays', async () => {
    const lines = (
      await textOf(
        'jsonl',
        ROWS.map((row) => [row]),
      )
    )
      .trimEnd()
      .split('\n')

    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(ROWS)
  })
})

describe.skipIf(!hasPython)('in Python', () => {
  const folder = mkdtempSync(join(tmpdir(), 'table-files-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  async function asRead(rows: Row[][]) {
    const files = await Promise.all(
      (['csv', 'jsonl', 'parquet', 'arrow'] as const).map(async (name) => {
        const file = join(folder, `table.${name}`)
        writeFileSync(file, await bytesOf(name, rows))
        return file
      }),
    )
    return JSON.parse(runPythonFile('table-files.py', ...files)) as Record<string, unknown[]>
  }

  it('every format opens unchanged, with the same rows and their types', async () => {
    const { csv, jsonl, parquet, arrow, types } = await asRead([ROWS])

    expect(csv).toEqual([
      { ...ROWS[0], authors: 'Ann|Bo' },
      { ...ROWS[1], authors: null },
    ])
    expect(jsonl).toEqual(ROWS)
    expect(parquet).toEqual(ROWS)
    expect(arrow).toEqual(ROWS)
    const plain = { id: 'string', count: 'int32', share: 'double', isNew: 'bool', date: 'string' }
    expect(types).toEqual([
      { ...plain, authors: 'list<element: string>' },
      { ...plain, authors: 'list<item: string>' },
    ])
  })

  it('tables of many batches and of none open too', async () => {
    const long = 'x'.repeat(1_500_000)
    const many = Array.from({ length: 7 }, (_, i) => [{ ...ROWS[0]!, id: `${i}${long}` }, ROWS[1]!])
    const read = await asRead(many)
    const none = await asRead([])

    for (const format of ['csv', 'jsonl', 'parquet', 'arrow']) {
      expect((read[format] as Row[]).map(({ id }) => id.slice(0, 1))).toEqual(
        many.flatMap((_, i) => [String(i), 'b']),
      )
    }
    expect(none['parquet']).toEqual([])
    expect(none['arrow']).toEqual([])
  })
})
