import { InvalidQueryError } from '#core/errors.ts'
import { parseQuery } from '#core/query/parse.ts'

/** A part of a query that is ambiguous or invalid. */
export interface Doubt {
  start: number
  end: number
  message: string
}

/** In text order; each extends to the end of its word. */
export function doubtsOf(q: string): Doubt[] {
  const found = warningsOf(q).filter(({ position }) => position < q.length)
  return found
    .map(({ position, message }) => ({
      start: position,
      end: position + (/^(?:\s*[^\s()"]+|\s*\S)/.exec(q.slice(position))?.[0].length ?? 1),
      message,
    }))
    .sort((a, b) => a.start - b.start)
}

function warningsOf(q: string): { position: number; message: string }[] {
  try {
    return parseQuery(q).warnings.flatMap(({ position, message }) =>
      position === undefined ? [] : [{ position, message }],
    )
  } catch (error) {
    if (!(error instanceof InvalidQueryError) || error.position === undefined) return []
    return [{ position: error.position, message: error.message }]
  }
}
