import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { describe, expect, it } from 'vitest'

/** Download before a page is shown, in thousands of bytes, gzipped. */
const MOST_SCRIPT = 60
const MOST_STYLE = 12

const BUILT = join(import.meta.dirname, '../../web/dist')

interface Chunk {
  file: string
  css?: string[]
  imports?: string[]
  dynamicImports?: string[]
}

const chunks = JSON.parse(readFileSync(join(BUILT, '.vite/manifest.json'), 'utf8')) as Record<
  string,
  Chunk
>
const entry = chunks['index.html']!
const pages = entry.dynamicImports!.filter((name) => !/graph/i.test(name))

describe('a page', () => {
  it.each(pages)('%s downloads little before it is shown', (page) => {
    const loaded = [...new Set([...withImports('index.html'), ...withImports(page)])]
    const styles = loaded.flatMap((name) => chunks[name]!.css ?? [])

    expect(kilobytes(loaded.map((name) => chunks[name]!.file))).toBeLessThanOrEqual(MOST_SCRIPT)
    expect(kilobytes([...new Set(styles)])).toBeLessThanOrEqual(MOST_STYLE)
  })
})

/** What the whole program has anyway: words, fields, dates and the sentences of warnings. */
const SHARED = /core\/(?!query)|query\/(warnings|print)\.ts/
const MOST_PARSER = 6
const MOST_PARSER_WITH_SHARED = 10

it('the parser of queries is small', async () => {
  expect(await parserSize(SHARED)).toBeLessThanOrEqual(MOST_PARSER)
  expect(await parserSize()).toBeLessThanOrEqual(MOST_PARSER_WITH_SHARED)
})

/** In thousands of bytes, gzipped. */
async function parserSize(left?: RegExp): Promise<number> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: true,
      lib: { entry: join(import.meta.dirname, '../../core/query/parse.ts'), formats: ['es'] },
      rolldownOptions: { external: (id) => left?.test(id.replace('#', '')) ?? false },
    },
  })
  const [{ output }] = built as { output: { code: string }[] }[] as [{ output: { code: string }[] }]
  return output.reduce((sum, { code }) => sum + gzipSync(code).length, 0) / 1000
}

function withImports(name: string): string[] {
  return [name, ...(chunks[name]!.imports ?? []).flatMap(withImports)]
}

function kilobytes(files: string[]): number {
  const bytes = files.map((file) => gzipSync(readFileSync(join(BUILT, file))).length)
  return bytes.reduce((sum, each) => sum + each, 0) / 1000
}
