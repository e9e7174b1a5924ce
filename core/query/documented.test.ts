import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { describeQuery } from './describe.ts'
import { parseQuery } from './parse.ts'
import { printQuery } from './print.ts'

const TODAY = new Date('2026-11-29T12:00:00Z')
const DOCUMENT = join(import.meta.dirname, '../../docs/query-language.md')

/** The cells of each row that begins with a query. */
const ROWS = readFileSync(DOCUMENT, 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('\\|', '|')),
  )
const bare = (cell: string) => cell.replace(/^`|`$/g, '')

describe('docs/query-language.md', () => {
  it.each(ROWS.filter((cells) => cells.length === 2))('means what it says: %s', (q, sentence) => {
    const { query, warnings } = parseQuery(bare(q))

    expect(describeQuery(query, TODAY)).toBe(sentence)
    expect(warnings).toEqual([])
  })

  it.each(ROWS.filter((cells) => cells.length === 3))('reads %s as %s', (q, reading, codes) => {
    const { query, warnings } = parseQuery(bare(q))

    expect(printQuery(query!)).toBe(bare(reading))
    expect(warnings.map(({ code }) => code).join(', ')).toBe(codes)
  })
})
