import { type FileContext, reject, toResult } from '../context.ts'
import { decode } from '../input/decode.ts'
import type { Frame } from '../input/frame.ts'
import { MAX_RECORD_BYTES } from '../input/limits.ts'
import { ReadError } from '../read-error.ts'
import type { ReadResult } from '../result.ts'
import { toDraft } from '../normalize/to-draft.ts'

/** Under which names answers of news services hold their list of articles. */
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

/** The articles of JSON values that were cut out of a file, from its lines or its array. */
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

  return recordsIn(value, context).map((record) =>
    toResult(context, line, bytes, () => {
      const draft = toDraft(record, context.columnOf)
      if (doubt) draft.warnings.push(`the text ${doubt}`)
      return draft
    }),
  )
}

export const recordTooLong = () =>
  new ReadError('too-long', `is a record of more than ${MAX_RECORD_BYTES / 1e6} MB`)

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    return new ReadError('not-json', `is not JSON: ${(error as Error).message}`)
  }
}

/** The value itself, or the records of the list that it is wrapped around. */
function recordsIn(value: unknown, { columnOf }: FileContext): unknown[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [value]
  const wrapper = value as Record<string, unknown>
  const isFeed = String(wrapper.version).includes('jsonfeed.org')
  for (const name in wrapper) {
    const field = columnOf(name)?.field
    if (!isFeed && (field === 'title' || field === 'body')) return [value]
  }
  const name = LIST_NAMES.find(
    (name) => Object.hasOwn(wrapper, name) && isListOfRecords(wrapper[name]),
  )
  return name === undefined ? [value] : (wrapper[name] as unknown[])
}

const isListOfRecords = (value: unknown) =>
  Array.isArray(value) && value.length > 0 && typeof value[0] === 'object'
