import type { ArticleInput, InputReading } from '#core/article-intake.ts'
import type { FileContext } from '../context.ts'
import { readHtml } from '../formats/html/read-html.ts'
import { readJson } from '../formats/json.ts'
import { createColumnFinder } from '../normalize/columns.ts'
import type { ReadResult } from '../result.ts'

const UNNAMED = 'Added by hand'

/** Reads an input like a file with the same content. */
export async function readInput(input: ArticleInput): Promise<InputReading> {
  const result = await toResult(input)
  return result.type === 'article'
    ? { article: result.article, warnings: result.warnings, refused: null }
    : { article: null, warnings: [], refused: result.message }
}

async function toResult({ html, ...fields }: ArticleInput): Promise<ReadResult> {
  const { url, source } = fields
  if (html !== undefined) {
    const context = contextFor('the page', source ?? null, url ?? null)
    return readHtml(Buffer.from(html), context)
  }
  const record = Buffer.from(JSON.stringify(fields))
  const frames = (async function* () {
    yield [{ line: 1, bytes: record, tooLong: false }]
  })()
  for await (const [result] of readJson(frames, contextFor('the article', null, url ?? null))) {
    if (result) return result
  }
  throw new Error('a record yields an article or a rejection')
}

function contextFor(path: string, told: string | null, address: string | null): FileContext {
  return {
    path,
    address,
    outlet: { told, fallback: hostOf(address) ?? UNNAMED, agencyCounts: false },
    columnOf: createColumnFinder(),
    mapped: [],
    order: null,
    consumed: () => 0,
  }
}

function hostOf(address: string | null): string | null {
  if (address === null || !URL.canParse(address)) return null
  return new URL(address).hostname.replace(/^www\./, '') || null
}
