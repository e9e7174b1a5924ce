/** Which bars of a histogram are pointed at, by pointer or by keys, before the choice is applied. */
export class Brush {
  /** The bar pointed at; -1 for none. */
  active = $state(-1)
  /** Where a range began; -1 while there is none. */
  #anchor = $state(-1)
  #isDragging = $state(false)
  readonly #count: () => number

  constructor(count: () => number) {
    this.#count = count
  }

  /** First and last bar of what would be applied. */
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

  /** Moves by so many bars; a range goes on from where it began. */
  step(by: number, extends_: boolean): void {
    const from = this.active
    this.active = Math.max(0, Math.min(from + by, this.#count() - 1))
    if (!extends_) this.#anchor = -1
    else if (this.#anchor < 0) this.#anchor = Math.max(0, from)
  }

  /** Ends the choice and says what it was; null if nothing is pointed at. */
  take(): [first: number, last: number] | null {
    const chosen = this.active < 0 ? null : this.range
    this.#anchor = -1
    this.#isDragging = false
    return chosen
  }
}
