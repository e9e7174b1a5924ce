import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FORMATS, type Format } from './result.ts'
import { type FileOutcome, readToEnd } from './written-file.ts'

/** A valid file of each format, to be corrupted. */
const SEEDS: Record<Format, string> = {
  text: 'The dam is dry\n\nLIMA/22.06.23/Andes Wire: It is “dry”.\n\nAna Ferro\n\nFollow us\n\nNews Line',
  html:
    '<!doctype html><html lang="en"><head><title>T - C</title><meta property="og:title" content="T">' +
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"T"}</script></head>' +
    '<body><nav>x</nav><article><h1>T</h1><p>By Ana Ferro</p><p>It is&nbsp;dry.</p></article></body></html>',
  jsonl:
    '{"id":"1","title":"T","body":"It is dry.","date":"2024-03-03","authors":["Ana Ferro"]}\n' +
    '{"id":"2","title":"Łódź","body":"\\ud83d\\ude00 \\u0000 dry.","__proto__":{"a":1}}\n',
  json: '{"articles":[{"id":1,"title":"T","body":["A","B"]},{"title":"U","source":{"name":"C"}}]}',
  csv: 'title,body,date\n"T, 1","It is ""dry"".\nYes.",2024-03-03\nU,B,\n',
  tsv: 'title\tbody\tdate\nT\tIt is dry.\t22.06.23\n',
  feed:
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>C</title><item><title>T</title>' +
    '<description>A &amp; B</description><content:encoded><![CDATA[<p>dry</p>]]></content:encoded></item></channel></rss>',
}

/** What breaks parsers: their own delimiters in the wrong places. */
const SPLINTERS = [
  ...[
    '"',
    '\\',
    '{',
    '}',
    '[',
    ']',
    ',',
    '\n',
    '\r',
    '\0',
    '<',
    '>',
    '</',
    '<!--',
    ']]>',
    '<![CDATA[',
  ],
  ...[
    '&',
    '&#0;',
    '&#x110000;',
    '<!DOCTYPE a>',
    '\ufeff',
    '\ud800',
    '\ue000',
    '1e999',
    ' - ',
    ': ',
    '/',
  ],
  ...[
    'By ',
    '(',
    ')',
    '\t',
    '|',
    ';',
    'ı',
    '<script>',
    '<p',
    '="',
    "='",
    '<pre>',
    '<title>',
    '"body":',
  ],
]

const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.nat({ max: 12 }),
  insert: fc.oneof(
    fc.constantFrom(...SPLINTERS).map((text) => Buffer.from(text)),
    fc.uint8Array({ maxLength: 4 }).map((bytes) => Buffer.from(bytes)),
  ),
})
const spoilt = fc.record({
  seed: fc.constantFrom(...FORMATS),
  format: fc.option(fc.constantFrom(...FORMATS), { nil: undefined }),
  edits: fc.array(edit, { minLength: 1, maxLength: 8 }),
  packed: fc.constantFrom('no', 'whole', 'cut'),
})

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-fuzz-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('readFile', () => {
  it(
    'turns any file into storable articles and rejections with a reason',
    { timeout: 300_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(spoilt, async ({ seed, format, edits, packed }) => {
          const path = join(folder, 'download')
          const bytes = edits.reduce(spoil, Buffer.from(SEEDS[seed]))
          await writeFile(path, packed === 'no' ? bytes : pack(bytes, packed === 'cut'))

          const start = performance.now()
          const outcome = await readToEnd(path, { format })

          expect(performance.now() - start).toBeLessThan(2000)
          expectSound(outcome)
        }),
        { numRuns: Number(process.env.DATELINE_FUZZ_RUNS ?? 1000) },
      )
    },
  )
})

function spoil(
  bytes: Buffer,
  { at, cut, insert }: { at: number; cut: number; insert: Buffer },
): Buffer {
  const place = Math.floor(at * bytes.length)
  return Buffer.concat([bytes.subarray(0, place), insert, bytes.subarray(place + cut)])
}

function pack(bytes: Buffer, isCut: boolean): Buffer {
  const packed = gzipSync(bytes)
  return isCut ? packed.subarray(0, packed.length - 9) : packed
}

function expectSound({ articles, rejected, results }: FileOutcome): void {
  expect(results.length).toBeGreaterThan(0)
  for (const article of articles) {
    const { title, body, id, source } = article
    expect(title + body).not.toBe('')
    expect(`${title}${body}`).not.toMatch(/[\ue000\ue001]/)
    expect(id).toMatch(/^[A-Za-z0-9._~-]+$/)
    expect(source).not.toBe('')
    expect(JSON.stringify(article).isWellFormed()).toBe(true)
    expect(`${title}${body}${article.dateline}${article.tail}`.isWellFormed()).toBe(true)
  }
  for (const { message, sample, code } of rejected) {
    expect(message).toContain('download')
    expect(code).toMatch(/^[a-z-]+$/)
    expect(Buffer.byteLength(sample)).toBeLessThanOrEqual(4096)
  }
}
