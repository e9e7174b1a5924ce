const SHOWN = 120
/** All stores count exactly up to this total. */
const LEAST_COUNTED = 10_000

/**
 * Describes in one sentence where two answers first differ; null if they are equal. A store with a counting limit may
 * return a lower bound of a total if it is true.
 */
export function firstDifference(expected: unknown, found: unknown, at = 'answer'): string | null {
  if (Object.is(expected, found)) return null
  if (!isObject(expected) || !isObject(found))
    return `${at}: ${shown(expected)} became ${shown(found)}`
  if (isAtLeast(expected, found)) return null

  const [keys, others] = [Object.keys(expected), Object.keys(found)]
  for (const key of new Set([...keys, ...others])) {
    const place = Array.isArray(expected) ? `${at}[${key}]` : `${at}.${key}`
    const difference = firstDifference(expected[key], found[key], place)
    if (difference !== null) return difference
  }
  return Array.isArray(expected) === Array.isArray(found) ? null : `${at}: a list became none`
}

function isAtLeast(expected: Record<string, unknown>, found: Record<string, unknown>): boolean {
  if (expected['relation'] !== 'eq' || found['relation'] !== 'gte') return false
  return (
    Number(found['value']) >= LEAST_COUNTED && Number(expected['value']) > Number(found['value'])
  )
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value)
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text
}
