export interface Span {
  start: number
  end: number
}

/** A piece of a text, and the span that covers it, if any. */
export interface TextSegment<S extends Span> {
  text: string
  span: S | null
}

/**
 * Splits a text at its spans; the joined pieces are the text within `[from, to)`. Of overlapping spans the first to
 * start wins, then the longer one.
 */
export function segments<S extends Span>(
  text: string,
  spans: readonly S[],
  from = 0,
  to = text.length,
): TextSegment<S>[] {
  const pieces: TextSegment<S>[] = []
  let at = from
  for (const span of sortSpans(spans)) {
    const start = Math.max(span.start, from)
    const end = Math.min(span.end, to)
    if (start < at || start >= end) continue
    if (start > at) pieces.push({ text: text.slice(at, start), span: null })
    pieces.push({ text: text.slice(start, end), span })
    at = end
  }
  if (at < to) pieces.push({ text: text.slice(at, to), span: null })
  return pieces
}

/** Sorts spans for `segments`: by start, longer first. */
export function sortSpans<S extends Span>(spans: readonly S[]): S[] {
  return spans.toSorted((a, b) => a.start - b.start || b.end - a.end)
}

/** Converts spans of highlights. */
export function toSpans(pairs: readonly [start: number, end: number][]): Span[] {
  return pairs.map(([start, end]) => ({ start, end }))
}
