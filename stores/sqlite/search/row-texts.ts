import { type SliceArrays, Slices } from './slices.ts'

export type TextArrays = SliceArrays<Uint8Array>

/** A short text for each row, as UTF-8. */
export class RowTexts {
  readonly #bytes = new Slices<Uint8Array>((from) => new Uint8Array(from as SharedArrayBuffer))

  /** Empty for a row that has none. */
  get(row: number): string {
    const { buffer, byteOffset, length } = this.#bytes.get(row)
    return Buffer.from(buffer as ArrayBuffer, byteOffset, length).toString()
  }

  set(row: number, text: string): void {
    this.#bytes.set(row, Buffer.from(text))
  }

  share = (rows: Int32Array): TextArrays => this.#bytes.share(rows)

  adopt(arrays: TextArrays): void {
    this.#bytes.adopt(arrays)
  }
}
