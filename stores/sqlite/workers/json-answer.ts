/** An answer before it is parsed. */
export interface JsonAnswer {
  json: string
  /** Keys of the answered object, with the values that are short; null if it is not an object. */
  keys: Map<string, number | boolean | undefined> | null
}

const texts = new WeakMap<object, string>()

export function toJsonAnswer(value: unknown): JsonAnswer {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return { json: JSON.stringify(value), keys: isObject ? shortValues(value) : null }
}

/** Returns the answered value; an object is parsed on first access, which may be never. */
export function fromJsonAnswer({ json, keys }: JsonAnswer): unknown {
  if (!keys) return JSON.parse(json)
  let parsed: Record<string, unknown> | undefined
  const answer = {}
  for (const [key, value] of keys) {
    const get = () =>
      value === undefined ? (parsed ??= JSON.parse(json) as Record<string, unknown>)[key] : value
    Object.defineProperty(answer, key, { get, enumerable: true })
  }
  texts.set(answer, json)
  return answer
}

/** Short values, which are available without parsing the answer. */
function shortValues(value: object): NonNullable<JsonAnswer['keys']> {
  const isShort = (each: unknown) => typeof each === 'number' || typeof each === 'boolean'
  const fields = Object.entries(value) as [string, number | boolean][]
  return new Map(fields.map(([key, each]) => [key, isShort(each) ? each : undefined]))
}

/**
 * Serializes an answer, reusing its original JSON if there is one, and appends `more`, whose keys
 * it must not have.
 */
export function jsonOf(answer: object, more?: object): string {
  const json = texts.get(answer) ?? JSON.stringify(answer)
  if (!more) return json
  const fields = [json, JSON.stringify(more)].map((object) => object.slice(1, -1))
  return `{${fields.filter((text) => text !== '').join(',')}}`
}
