import { ROWS } from './hash.ts'
import { LABELS } from './labels.ts'

/** Quantised weights: one row of labels per feature row, and label transitions. */
export interface Model {
  /** Each within 127 of the weight of OUTSIDE in its row. */
  rows: Int8Array
  /** From label (row) to label; the last row is the start of a sentence. */
  transitions: Int8Array
  /** Log-odds per unit. */
  scale: number
}

const MAGIC = 0x47544c44
const HEADER = 8
const TRANSITIONS = (LABELS + 1) * LABELS

/** Serialises a model, uncompressed. */
export function toBytes({ rows, transitions, scale }: Model): Uint8Array {
  const bytes = new Uint8Array(HEADER + TRANSITIONS + ROWS * LABELS)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, MAGIC, true)
  view.setFloat32(4, scale, true)
  bytes.set(new Uint8Array(transitions.buffer, transitions.byteOffset, TRANSITIONS), HEADER)
  bytes.set(new Uint8Array(rows.buffer, rows.byteOffset, rows.length), HEADER + TRANSITIONS)
  return bytes
}

/** Reads a serialised model; throws if the bytes are not one. */
export function fromBytes(bytes: Uint8Array): Model {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const size = HEADER + TRANSITIONS + ROWS * LABELS
  if (bytes.length !== size || view.getUint32(0, true) !== MAGIC) {
    throw new Error('the weights of the tagger are damaged; rebuild them with npm run train')
  }
  const at = bytes.byteOffset + HEADER
  return {
    scale: view.getFloat32(4, true),
    // A copy: a view would hold all the bytes for as long as it lives.
    transitions: new Int8Array(bytes.buffer, at, TRANSITIONS).slice(),
    rows: new Int8Array(bytes.buffer, at + TRANSITIONS, ROWS * LABELS),
  }
}
