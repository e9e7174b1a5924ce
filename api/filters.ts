import { z } from '@hono/zod-openapi'
import { InvalidQueryError } from '#core/errors.ts'
import { FACETS, FIELDS, type Facet } from '#core/fields.ts'
import type { FieldFilter, Filters } from '#core/search.ts'
import { composed } from '#core/text.ts'
import { Day, flag, text } from './parameters.ts'

const MAX_VALUES = 50
/** Characters of two ids with a comma between. */
const MAX_PAIR = 2100

/** `org` matches articles with any of its values, `org.all` those with all of them. */
type FacetParameter = Facet | `${Facet}.all`

const dateParameters = {
  from: Day.optional().openapi({ description: 'Not before this day, month or year' }),
  to: Day.optional().openapi({ description: 'Not after this day, month or year' }),
}

/** `filterParameters` without dates, for routes with their own periods. */
export const undatedFilterParameters = {
  undated: flag().openapi({ description: 'Only articles without a date' }),
  tie: text(MAX_PAIR).transform(toTie).optional().openapi({
    type: 'string',
    maxLength: MAX_PAIR,
    description: 'Only articles with a sentence that names both entities',
    example: 'country-az,person-leyla-mammadova',
  }),
  story: text(30).optional().openapi({
    description: 'Only articles of this story: copies of one text',
    example: 'story-1042',
  }),
  inferred: flag({ fallback: true }).openapi({
    description:
      'Whether a name counts where an article does not spell it out and it was linked over the whole archive: 0 leaves ' +
      'such links out of everything that is found and counted',
    example: false,
  }),
  ...facetParameters(),
}

/** Parsed `filterParameters`, without facets. */
export interface FilterValues extends Omit<Filters, 'fields' | 'stated'> {
  inferred: boolean
}

/** Parameters that filter articles or sentences. Facet values are only documented here; `toFilters` parses them. */
export const filterParameters = { ...dateParameters, ...undatedFilterParameters }

/**
 * The filters of a request; throws InvalidQueryError. Values are split before they are decoded: a comma means OR, `%2C`
 * is a comma within a value. A leading `-` excludes; in a value that begins with one it is written `%2D`.
 */
export function toFilters(
  url: string,
  { from, to, undated, tie, story, inferred }: FilterValues,
): Filters {
  if (from && to && isLater(from, to)) {
    throw new InvalidQueryError(`from (${from}) is later than to (${to})`, { parameter: 'from' })
  }
  const stated = inferred ? undefined : true
  return { fields: toFields(url), from, to, undated, tie, story, stated }
}

function toFields(url: string): Filters['fields'] {
  const fields: Partial<Record<Facet, FieldFilter>> = {}
  for (const [name, raw] of rawParameters(url)) {
    const facet = FACETS.find((field) => name === field || name === `${field}.all`)
    if (facet === undefined) continue
    const filter = (fields[facet] ??= { any: [], all: [], none: [] })
    addValues(filter, name as FacetParameter, raw)
  }
  return fields
}

function addValues(filter: FieldFilter, name: FacetParameter, raw: string): void {
  const included = name.endsWith('.all') ? filter.all : filter.any
  for (const item of raw.split(',')) {
    const excludes = item.startsWith('-')
    const value = composed(decode(excludes ? item.slice(1) : item, name).trim())
    if (value === '') fail(name, 'holds an empty value')
    ;(excludes ? filter.none : included).push(value)
  }
  if (filter.any.length + filter.all.length + filter.none.length > MAX_VALUES) {
    fail(name, `must have at most ${MAX_VALUES} values`)
  }
}

function* rawParameters(url: string): Generator<[name: string, raw: string]> {
  const [, query = ''] = /\?([^#]*)/.exec(url) ?? []
  for (const part of query.split('&')) {
    const [name = '', ...value] = part.split('=')
    yield [decode(name, name), value.join('=')]
  }
}

function decode(raw: string, name: string): string {
  try {
    return decodeURIComponent(raw.replaceAll('+', ' '))
  } catch {
    return fail(name, 'is not percent-encoded UTF-8')
  }
}

/** Compares dates at their common precision: 2023-06 is not later than 2023. */
function isLater(from: string, to: string): boolean {
  const precision = Math.min(from.length, to.length)
  return from.slice(0, precision) > to.slice(0, precision)
}

function toTie(written: string, context: z.RefinementCtx): [string, string] {
  const [a, b, ...more] = written.split(',')
  if (a && b && a !== b && more.length === 0) return [a, b]
  context.addIssue({
    code: 'custom',
    message: 'must be the ids of two entities with a comma between',
  })
  return z.NEVER
}

function facetParameters() {
  const entries = FACETS.flatMap((facet) => [
    [facet, facetParameter('any of these; with a leading `-`, none of these', facet)],
    [`${facet}.all`, facetParameter('every one of these', facet)],
  ])
  return Object.fromEntries(entries) as Record<FacetParameter, ReturnType<typeof facetParameter>>
}

function facetParameter(matching: string, facet: Facet) {
  const { title, example } = FIELDS[facet]
  return z
    .union([z.string(), z.array(z.string())])
    .optional()
    .openapi({
      type: 'array',
      items: { type: 'string', minLength: 1 },
      maxItems: MAX_VALUES,
      description: `${title}: ${matching}. A comma within a value is written \`%2C\``,
      example: [example],
      param: { style: 'form', explode: false },
    })
}

function fail(parameter: string, message: string): never {
  throw new InvalidQueryError(`${parameter} ${message}`, { parameter })
}
