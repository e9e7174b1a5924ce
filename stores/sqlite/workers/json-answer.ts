/** What is known of an answer before it is parsed. */
export interface JsonAnswer {
  json: string
  /** The keys of the object that it says, with values that are short; null where it says something else. */
  keys: Map<string, number | boolean | undefined> | null
}

const texts = new WeakMap<object, string>()

export function toJsonAnswer(value: unknown): JsonAnswer {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return { json: JSON.stringify(value), keys: isObject ? shortValues(value) : null }
}

/** The value that was answered; an object is parsed when it is first looked into, which may be never. */
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

/** Values that tell of an answer what others want to know without parsing it. */
function shortValues(value: object): NonNullable<JsonAnswer['keys']> {
  const isShort = (each: unknown) => typeof each === 'number' || typeof each === 'boolean'
  const fields = Object.entries(value) as [string, number | boolean][]
  return new Map(fields.map(([key, each]) => [key, isShort(each) ? each : undefined]))
}

/** An answer as JSON: as it came where it came so, else written now; followed by `more`, whose keys it has not. */
export function jsonOf(answer: object, more?: object): string {
  const json = texts.get(answer) ?? JSON.stringify(answer)
  if (!more) return json
  const fields = [json, JSON.stringify(more)].map((object) => object.slice(1, -1))
  return `{${fields.filter((text) => text !== '').join(',')}}`
}
