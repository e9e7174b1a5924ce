import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/*
 * A token classifier of a few hundred bytes in ONNX format: a table maps each piece to a row of numbers, and a matrix
 * maps those to scores per label. It knows only its own words.
 */
const MARKED = ['[PAD]', '[UNK]', '[CLS]', '[SEP]']

/** Writes a model folder; each listed piece gets its label, all others the first one. */
export function writeTinyModel(
  folder: string,
  labels: readonly string[],
  pieces: Readonly<Record<string, string>>,
  { places = 512, tokenizer = true } = {},
): void {
  const vocabulary = [...MARKED, ...Object.keys(pieces)]
  const rows = vocabulary.map((piece) => Math.max(0, labels.indexOf(pieces[piece] ?? '')))
  writeFileSync(join(folder, 'model.onnx'), toOnnx(rows, labels.length))
  const id2label = Object.fromEntries(labels.map((label, id) => [id, label]))
  writeJson(folder, 'config.json', { id2label, max_position_embeddings: places })
  if (tokenizer) {
    const vocab = Object.fromEntries(vocabulary.map((piece, id) => [piece, id]))
    const normalizer = { type: 'BertNormalizer', lowercase: false, strip_accents: null }
    writeJson(folder, 'tokenizer.json', { normalizer, model: { type: 'WordPiece', vocab } })
  } else writeFileSync(join(folder, 'vocab.txt'), `${vocabulary.join('\n')}\n`)
}

function writeJson(folder: string, name: string, value: unknown): void {
  writeFileSync(join(folder, name), JSON.stringify(value))
}

const WIDTH = 4
const FLOAT = 1
const INT64 = 7
const LIKELY = 5

/** Field numbers from onnx.proto. */
function toOnnx(rows: readonly number[], labels: number): Buffer {
  // The label's index in binary across the table's row; the matrix decodes it, one bit per column.
  const table = rows.flatMap((label) => bits(label))
  const matrix = Array.from({ length: WIDTH }, (_, bit) =>
    Array.from({ length: labels }, (_, label) => LIKELY * bits(label)[bit]!),
  ).flat()
  const graph = Buffer.concat([
    message(1, node('Gather', ['table', 'input_ids'], 'rows')),
    message(1, node('MatMul', ['rows', 'matrix'], 'logits')),
    text(2, 'tiny'),
    message(5, tensor('table', [rows.length, WIDTH], table)),
    message(5, tensor('matrix', [WIDTH, labels], matrix)),
    message(11, value('input_ids', INT64, ['batch', 'length'])),
    message(11, value('attention_mask', INT64, ['batch', 'length'])),
    message(12, value('logits', FLOAT, ['batch', 'length', labels])),
  ])
  const operators = Buffer.concat([text(1, ''), number(2, 13)])
  return Buffer.concat([number(1, 8), message(7, graph), message(8, operators)])
}

/** 1 and −1, so that only the right label matches all bits. */
function bits(label: number): number[] {
  return Array.from({ length: WIDTH }, (_, bit) => ((label >> bit) & 1 ? 1 : -1))
}

const node = (operator: string, inputs: string[], output: string) =>
  Buffer.concat([...inputs.map((name) => text(1, name)), text(2, output), text(4, operator)])

const tensor = (name: string, dims: number[], values: number[]) =>
  Buffer.concat([
    ...dims.map((dim) => number(1, dim)),
    number(2, FLOAT),
    text(8, name),
    message(9, Buffer.from(Float32Array.from(values).buffer)),
  ])

function value(name: string, type: number, dims: (string | number)[]): Buffer {
  const shape = dims.map((dim) =>
    message(1, typeof dim === 'string' ? text(2, dim) : number(1, dim)),
  )
  const tensorType = Buffer.concat([number(1, type), message(2, Buffer.concat(shape))])
  return Buffer.concat([text(1, name), message(2, message(1, tensorType))])
}

const number = (field: number, of: number) => Buffer.concat([varint(field << 3), varint(of)])

const text = (field: number, of: string) => message(field, Buffer.from(of))

const message = (field: number, of: Buffer) =>
  Buffer.concat([varint((field << 3) | 2), varint(of.length), of])

function varint(of: number): Buffer {
  const bytes: number[] = []
  let rest = of
  for (; rest > 127; rest >>>= 7) bytes.push((rest & 127) | 128)
  return Buffer.from([...bytes, rest])
}
