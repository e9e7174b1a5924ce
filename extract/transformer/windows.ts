/** A part of a sentence that fits into the model: words `from` to `to`, of which it labels `keptFrom` to `keptTo`. */
export interface Window {
  sentence: number
  from: number
  to: number
  keptFrom: number
  keptTo: number
  pieces: number[]
  /** Index of the first piece of each word. */
  starts: number[]
}

/** Pieces per word; more are cut, so that each word fits into a window. */
const LONGEST_WORD = 32

/**
 * Cuts a sentence into windows of at most `size` pieces. Windows overlap by a quarter, and each word is labelled by the
 * window that has more context for it.
 */
export function toWindows(
  sentence: number,
  words: readonly (readonly number[])[],
  size: number,
): Window[] {
  const lengths = words.map((pieces) => Math.min(pieces.length, LONGEST_WORD))
  const windows: Window[] = []
  for (let from = 0; from < words.length;) {
    const to = endOf(lengths, from, size)
    windows.push(toWindow(sentence, words, from, to))
    if (to === words.length) break
    from = Math.max(from + 1, startOf(lengths, to, size >> 2))
  }
  windows.forEach((window, i) => {
    const next = windows[i + 1]
    if (!next) return
    window.keptTo = next.keptFrom = (next.from + window.to) >> 1
  })
  return windows
}

function endOf(lengths: number[], from: number, size: number): number {
  let to = from
  for (let sum = 0; to < lengths.length && (to === from || sum + lengths[to]! <= size); to++) {
    sum += lengths[to]!
  }
  return to
}

function startOf(lengths: number[], to: number, size: number): number {
  let from = to
  for (let sum = 0; from > 0 && sum + lengths[from - 1]! <= size; from--) sum += lengths[from - 1]!
  return from
}

function toWindow(
  sentence: number,
  words: readonly (readonly number[])[],
  from: number,
  to: number,
): Window {
  const pieces: number[] = []
  const starts: number[] = []
  for (let i = from; i < to; i++) {
    starts.push(pieces.length)
    pieces.push(...words[i]!.slice(0, LONGEST_WORD))
  }
  return { sentence, from, to, keptFrom: from, keptTo: to, pieces, starts }
}
