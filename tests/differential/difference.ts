const SHOWN = 120

/** Where two answers first differ, as a sentence; null where they say the same. */
export function firstDifference(expected: unknown, found: unknown, at = 'answer'): string | null {
  if (Object.is(expected, found)) return null
  if (!isObject(expected) || !isObject(found))
    return `${at}: ${shown(expected)} became ${shown(found)}`

  const [keys, others] = [Object.keys(expected), Object.keys(found)]
  for (const key of new Set([...keys, ...others])) {
    const place = Array.isArray(expected) ? `${at}[${key}]` : `${at}.${key}`
    const difference = firstDifference(expected[key], found[key], place)
    if (difference !== null) return difference
  }
  return Array.isArray(expected) === Array.isArray(found) ? null : `${at}: a list became none`
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value)
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text
}
