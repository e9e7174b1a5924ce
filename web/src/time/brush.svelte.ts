/** A selection of a histogram's bars by pointer or keyboard, before it is applied. */
export class Brush {
  /** The bar under the cursor; -1 for none. */
  active = $state(-1)
  /** Start of the selected range; -1 for none. */
  #anchor = $state(-1)
  #isDragging = $state(false)
  readonly #count: () => number

  constructor(count: () => number) {
    this.#count = count
  }

  /** First and last bar of the selection. */
  get range(): [first: number, last: number] {
    const anchor = this.#anchor < 0 ? this.active : this.#anchor
    return [Math.min(anchor, this.active), Math.max(anchor, this.active)]
  }

  get isRange(): boolean {
    return this.#isDragging || (this.#anchor >= 0 && this.#anchor !== this.active)
  }

  get isDragging(): boolean {
    return this.#isDragging
  }

  press(bar: number): void {
    this.active = this.#anchor = bar
    this.#isDragging = true
  }

  hover(bar: number): void {
    this.active = bar
    if (!this.#isDragging) this.#anchor = -1
  }

  leave(): void {
    if (!this.#isDragging) this.clear()
  }

  clear(): void {
    this.active = this.#anchor = -1
    this.#isDragging = false
  }

  /** Moves the cursor by a number of bars; a range keeps its start. */
  step(by: number, extends_: boolean): void {
    const from = this.active
    this.active = Math.max(0, Math.min(from + by, this.#count() - 1))
    if (!extends_) this.#anchor = -1
    else if (this.#anchor < 0) this.#anchor = Math.max(0, from)
  }

  /** Ends the selection and returns it; null if no bar is under the cursor. */
  take(): [first: number, last: number] | null {
    const chosen = this.active < 0 ? null : this.range
    this.#anchor = -1
    this.#isDragging = false
    return chosen
  }
}
