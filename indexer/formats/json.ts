import { type FileContext, toResult } from '../context.ts'
import { reject } from '../rejection.ts'
import { decode } from '../input/decode.ts'
import type { Frame } from '../input/frame.ts'
import { ReadError, recordTooLong } from '../read-error.ts'
import type { ReadResult } from '../result.ts'
import { toDraft } from '../normalize/to-draft.ts'

/** Keys under which news services return their list of articles. */
const LIST_NAMES = [
  'articles',
  'items',
  'results',
  'docs',
  'documents',
  'entries',
  'stories',
  'news',
  'data',
  'hits',
]

/** Reads the articles of JSON values cut out of a file, from its lines or its array. */
export async function* readJson(
  frames: AsyncIterable<Frame[]>,
  context: FileContext,
): AsyncGenerator<ReadResult[]> {
  for await (const batch of frames) yield batch.flatMap((frame) => readFrame(frame, context))
}

function readFrame({ line, bytes, tooLong }: Frame, context: FileContext): ReadResult[] {
  if (tooLong) return [reject(context.path, line, recordTooLong(), bytes)]
  const { text, doubt } = decode(bytes)
  const value = parse(text)
  if (value instanceof ReadError) return [reject(context.path, line, value, bytes)]

  return recordsIn(value, context, MAX_ENVELOPES).map((record) =>
    toResult(context, line, bytes, () => {
      const draft = toDraft(record, context.columnOf)
      if (doubt) draft.warnings.push(`the text ${doubt}`)
      return draft
    }),
  )
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    return new ReadError('not-json', `is not JSON: ${(error as Error).message}`)
  }
}

/** Maximum nesting of responses: `response.hits.hits[]._source`. */
const MAX_ENVELOPES = 4

/** The value itself, or the records of the list inside a service's response. */
function recordsIn(value: unknown, context: FileContext, levels: number): unknown[] {
  const { columnOf } = context
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [value]
  const wrapper = value as Record<string, unknown>
  const isFeed = String(wrapper.version).includes('jsonfeed.org')
  for (const name in wrapper) {
    const field = columnOf(name)?.field
    if (!isFeed && (field === 'title' || field === 'body')) return [value]
  }
  if (levels === 0) return [value]
  const list = LIST_NAMES.find((name) => isListOfRecords(own(wrapper, name)))
  if (list !== undefined) {
    return (wrapper[list] as unknown[]).flatMap((inner) => recordsIn(inner, context, levels - 1))
  }
  const envelope = ENVELOPES.find((name) => isRecord(own(wrapper, name)))
  if (envelope === undefined) return [value]
  const inner = wrapper[envelope] as Record<string, unknown>
  const id = own(wrapper, '_id')
  const withId = id === undefined || Object.hasOwn(inner, 'id') ? inner : { id, ...inner }
  return recordsIn(withId, context, levels - 1)
}

/** Keys of objects that wrap the results of search engines and services. */
const ENVELOPES = ['_source', 'response', 'hits', 'result', 'document', 'article']

const own = (values: Record<string, unknown>, name: string) =>
  Object.hasOwn(values, name) ? values[name] : undefined

const isRecord = (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isListOfRecords = (value: unknown) =>
  Array.isArray(value) && value.length > 0 && typeof value[0] === 'object'
