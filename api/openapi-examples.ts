interface Schema {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  minimum?: number
  example?: unknown
  properties?: Record<string, Schema>
  items?: Schema
  prefixItems?: Schema[]
  allOf?: Schema[]
  anyOf?: Schema[]
  oneOf?: Schema[]
}

interface Answer {
  content?: Record<string, { schema: Schema; example?: unknown }>
}

export interface Document {
  paths: Record<string, Record<string, { responses: Record<string, Answer> }>>
  components: { schemas: Record<string, Schema> }
}

const JSON_TYPE = /^application\/([\w.]+\+)?json$/
const SCALARS: Record<string, unknown> = { string: 'text', integer: 0, number: 0, boolean: false }

/** Gives every answer in JSON an example, made of those of its parts where it has none of its own. */
export function addExamples({ paths, components: { schemas } }: Document): void {
  for (const operations of Object.values(paths)) {
    for (const { responses } of Object.values(operations)) {
      for (const { content = {} } of Object.values(responses)) addTo(content, schemas)
    }
  }
}

function addTo(content: NonNullable<Answer['content']>, schemas: Record<string, Schema>): void {
  for (const [type, media] of Object.entries(content)) {
    const own = named(media.schema, schemas)
    if (JSON_TYPE.test(type) && own.example === undefined) own.example = exampleOf(own, schemas)
  }
}

function exampleOf(schema: Schema, schemas: Record<string, Schema>): unknown {
  const {
    example,
    enum: values,
    allOf,
    anyOf,
    oneOf,
    properties,
    items,
    ...rest
  } = named(schema, schemas)
  const of = (part: Schema) => exampleOf(part, schemas)
  if (example !== undefined) return example
  if (values) return values[0]
  if (allOf) return Object.assign({}, ...allOf.map(of))
  if (anyOf ?? oneOf) return of((anyOf ?? oneOf)![0]!)
  if (properties) return mapped(properties, of)
  if (rest.prefixItems) return rest.prefixItems.map(of)
  if (items) return [of(items)]
  const type = [rest.type].flat()[0]!
  return type === 'object' ? {} : (rest.minimum ?? SCALARS[type])
}

function mapped(properties: Record<string, Schema>, of: (part: Schema) => unknown): object {
  return Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, of(part)]))
}

function named(schema: Schema, schemas: Record<string, Schema>): Schema {
  const name = schema.$ref?.split('/').at(-1)
  return name === undefined ? schema : schemas[name]!
}
