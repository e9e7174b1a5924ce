import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvRecords, splitRecord } from '../formats/csv-records.ts'
import type { Frame } from './frame.ts'
import { jsonValues } from '../formats/json-values.ts'
import { lines } from './lines.ts'

type Cutter = (chunks: AsyncIterable<Buffer>, limit?: number) => AsyncGenerator<Frame[]>
interface Cut {
  line: number
  text: string
  tooLong?: true
}

const CUTTERS: [string, Cutter][] = [
  ['lines', lines],
  ['jsonValues', jsonValues],
  ['csvRecords', (chunks, limit) => csvRecords(chunks, ',', limit)],
]

/** Cuts a text that arrives in pieces of one size. */
async function cut(cutter: Cutter, text: string, size = 1e6, limit?: number): Promise<Cut[]> {
  async function* chunks() {
    const bytes = Buffer.from(text)
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
  }
  const found: Cut[] = []
  try {
    for await (const frames of cutter(chunks(), limit)) {
      for (const { line, bytes, tooLong } of frames) {
        // How much of a long record is kept depends on the chunks, so compare only its beginning.
        if (tooLong) found.push({ line, text: bytes.toString('utf8', 0, limit), tooLong })
        else found.push({ line, text: bytes.toString() })
      }
    }
  } catch (error) {
    found.push({ line: 0, text: (error as Error).message })
  }
  return found
}

describe.each(CUTTERS)('%s', (_, cutter) => {
  it('finds the same records wherever chunks end', async () => {
    const signs = fc.constantFrom(...'{}[]",\\\n\r a1é'.split(''))
    const texts = fc.array(signs, { maxLength: 40 }).map((parts) => parts.join(''))
    await fc.assert(
      fc.asyncProperty(texts, fc.integer({ min: 1, max: 7 }), async (text, size) => {
        expect(await cut(cutter, text, size, 8)).toEqual(await cut(cutter, text, 1e6, 8))
      }),
      { numRuns: 1000 },
    )
  })
})

describe('lines', () => {
  it('are cut at line feeds; blank ones are counted but left out', async () => {
    expect(await cut(lines, 'a\r\n\n \t\nb\n\nc')).toEqual([
      { line: 1, text: 'a\r' },
      { line: 4, text: 'b' },
      { line: 6, text: 'c' },
    ])
  })

  it('keep only their beginning beyond the limit', async () => {
    const long = 'x'.repeat(10_000)

    const found = await cut(lines, `12345\n123456\n${long}\n1`, 3, 5)

    expect(found.map(({ tooLong }) => tooLong ?? false)).toEqual([false, true, true, false])
    expect(found.map(({ text }) => text)).toEqual(['12345', '12345', 'xxxxx', '1'])
  })
})

describe('jsonValues', () => {
  it('are the elements of an array', async () => {
    expect(await cut(jsonValues, '[{"a": "]}\\""},\n[1, [2]], "x,y", 12 ,null]')).toEqual([
      { line: 1, text: '{"a": "]}\\""}' },
      { line: 2, text: '[1, [2]]' },
      { line: 2, text: '"x,y"' },
      { line: 2, text: '12' },
      { line: 2, text: 'null' },
    ])
  })

  it('are consecutive values', async () => {
    expect(await cut(jsonValues, '{"a":1}{"b":\n2}\n{}')).toEqual([
      { line: 1, text: '{"a":1}' },
      { line: 1, text: '{"b":\n2}' },
      { line: 3, text: '{}' },
    ])
  })

  it('end early if the array is truncated', async () => {
    expect(await cut(jsonValues, '[1,')).toEqual([
      { line: 1, text: '1' },
      { line: 0, text: 'ends before its JSON array does' },
    ])
  })
})

describe('csvRecords', () => {
  it('may continue over line ends inside quotes', async () => {
    expect(await cut(CUTTERS[2]![1], 'a,"b\n""c"",\nd"\r\n\ne,f"g\nh')).toEqual([
      { line: 1, text: 'a,"b\n""c"",\nd"\r' },
      { line: 5, text: 'e,f"g' },
      { line: 6, text: 'h' },
    ])
  })
})

describe('splitRecord', () => {
  it('reads what was written', () => {
    const field = fc.array(fc.constantFrom('"', ',', '\n', 'a', ' ')).map((parts) => parts.join(''))
    fc.assert(
      fc.property(fc.array(field, { minLength: 1 }), (fields) => {
        const written = fields.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')

        expect(splitRecord(written, ',')).toEqual(fields)
      }),
    )
  })
})
