import { UserError } from '#core/errors.ts'
import { loadRuntime, type Runtime, type Session, type Tensor } from './runtime.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Special tokens per row: [CLS] and [SEP]. */
export const SPECIAL_TOKENS = 2

export interface Scores {
  /** Indexed by row, position and label; the first piece of a row is at position 1. */
  values: Float32Array
  /** Length of a row, including special tokens. */
  length: number
}

export interface Classifier {
  /** Scores the labels of each word piece of a batch of rows. */
  score(rows: readonly (readonly number[])[]): Promise<Scores>
  close(): Promise<void>
}

/** Opens a token classifier, which must have `labels` labels. */
export async function openClassifier(
  path: string,
  vocabulary: Vocabulary,
  labels: number,
): Promise<Classifier> {
  const runtime = loadRuntime()
  const session = await openSession(runtime, path)
  for (const name of session.inputNames) {
    if (!(name in FILLS))
      throw new UserError(`${path} needs the input ${name}, which is not supported`)
  }
  const output = session.outputNames.find((name) => name === 'logits') ?? session.outputNames[0]!

  return { score, close: () => session.release() }

  async function score(rows: readonly (readonly number[])[]): Promise<Scores> {
    const length = SPECIAL_TOKENS + Math.max(...rows.map((row) => row.length))
    const feeds = session.inputNames.map((name) => {
      const data = new BigInt64Array(rows.length * length)
      rows.forEach((row, r) => FILLS[name]!(data, r * length, length, row, vocabulary))
      return [name, new runtime.Tensor('int64', data, [rows.length, length])]
    })
    const answer = await session.run(Object.fromEntries(feeds) as Record<string, Tensor>)
    const { data, dims } = answer[output]!
    if (!(data instanceof Float32Array) || dims.join() !== [rows.length, length, labels].join()) {
      throw new UserError(
        `${path} does not return a float32 score for each of the ${labels} labels of its config.json`,
      )
    }
    return { values: data, length }
  }
}

async function openSession(runtime: Runtime, path: string): Promise<Session> {
  try {
    return await runtime.InferenceSession.create(path)
  } catch (cause) {
    throw new UserError(`${path} cannot be loaded as a model: ${(cause as Error).message}`, {
      cause,
    })
  }
}

type Fill = (
  into: BigInt64Array,
  at: number,
  length: number,
  row: readonly number[],
  vocabulary: Vocabulary,
) => void

/** Fills one row of each input of the BERT family. */
const FILLS: Record<string, Fill> = {
  input_ids(into, at, length, row, { start, end, pad }) {
    into[at] = BigInt(start)
    row.forEach((piece, i) => (into[at + 1 + i] = BigInt(piece)))
    into[at + 1 + row.length] = BigInt(end)
    into.fill(BigInt(pad), at + SPECIAL_TOKENS + row.length, at + length)
  },
  attention_mask(into, at, _length, row) {
    into.fill(1n, at, at + SPECIAL_TOKENS + row.length)
  },
  token_type_ids() {
    // A single segment: all zeros.
  },
}
