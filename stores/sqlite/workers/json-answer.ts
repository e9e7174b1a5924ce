/** What is known of an answer before it is parsed. */
export interface JsonAnswer {
  json: string
  /** Of the object that it says; null where it says something else. */
  keys: string[] | null
}

const texts = new WeakMap<object, string>()

export function toJsonAnswer(value: unknown): JsonAnswer {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return { json: JSON.stringify(value), keys: isObject ? Object.keys(value) : null }
}

/** The value that was answered; an object is parsed when it is first looked into, which may be never. */
export function fromJsonAnswer({ json, keys }: JsonAnswer): unknown {
  if (!keys) return JSON.parse(json)
  let parsed: Record<string, unknown> | undefined
  const answer = {}
  for (const key of keys) {
    const get = () => (parsed ??= JSON.parse(json) as Record<string, unknown>)[key]
    Object.defineProperty(answer, key, { get, enumerable: true })
  }
  texts.set(answer, json)
  return answer
}

/** An answer as JSON: as it came where it came so, else written now; followed by `more`, whose keys it has not. */
export function jsonOf(answer: object, more?: object): string {
  const json = texts.get(answer) ?? JSON.stringify(answer)
  if (!more) return json
  const fields = [json, JSON.stringify(more)].map((object) => object.slice(1, -1))
  return `{${fields.filter((text) => text !== '').join(',')}}`
}
