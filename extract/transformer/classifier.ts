import { UserError } from '#core/errors.ts'
import { loadRuntime, type Runtime, type Session, type Tensor } from './runtime.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Marks that stand before and behind a row. */
export const MARKS = 2

export interface Scores {
  /** For each row, place and label; a row's first piece stands at place 1. */
  values: Float32Array
  /** Places of a row, its marks among them. */
  length: number
}

export interface Classifier {
  /** Scores the labels of each piece of some rows. */
  score(rows: readonly (readonly number[])[]): Promise<Scores>
  close(): Promise<void>
}

/** Opens a token classifier; `labels` is how many labels it has to have. */
export async function openClassifier(
  path: string,
  vocabulary: Vocabulary,
  labels: number,
): Promise<Classifier> {
  const runtime = loadRuntime()
  const session = await openSession(runtime, path)
  for (const name of session.inputNames) {
    if (!(name in FILLS)) throw new UserError(`${path} asks for ${name}, which is not understood`)
  }
  const output = session.outputNames.find((name) => name === 'logits') ?? session.outputNames[0]!

  return { score, close: () => session.release() }

  async function score(rows: readonly (readonly number[])[]): Promise<Scores> {
    const length = MARKS + Math.max(...rows.map((row) => row.length))
    const feeds = session.inputNames.map((name) => {
      const data = new BigInt64Array(rows.length * length)
      rows.forEach((row, r) => FILLS[name]!(data, r * length, length, row, vocabulary))
      return [name, new runtime.Tensor('int64', data, [rows.length, length])]
    })
    const answer = await session.run(Object.fromEntries(feeds) as Record<string, Tensor>)
    const { data, dims } = answer[output]!
    if (!(data instanceof Float32Array) || dims.join() !== [rows.length, length, labels].join()) {
      throw new UserError(
        `${path} does not answer with a score in float32 for each of the ${labels} labels of its config.json`,
      )
    }
    return { values: data, length }
  }
}

async function openSession(runtime: Runtime, path: string): Promise<Session> {
  try {
    return await runtime.InferenceSession.create(path)
  } catch (cause) {
    throw new UserError(`${path} is no model that can be run: ${(cause as Error).message}`, {
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

/** How the inputs of the BERT family are filled for one row. */
const FILLS: Record<string, Fill> = {
  input_ids(into, at, length, row, { start, end, pad }) {
    into[at] = BigInt(start)
    row.forEach((piece, i) => (into[at + 1 + i] = BigInt(piece)))
    into[at + 1 + row.length] = BigInt(end)
    into.fill(BigInt(pad), at + MARKS + row.length, at + length)
  },
  attention_mask(into, at, _length, row) {
    into.fill(1n, at, at + MARKS + row.length)
  },
  token_type_ids() {
    // All of one text: zeros, as they are.
  },
}
