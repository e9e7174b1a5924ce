import { z } from '@hono/zod-openapi'
import { FIELDS } from '#core/fields.ts'
import { nearest } from '#core/text/nearest-name.ts'

/*
 * Schemas of parameters. A message continues after the parameter's name: "size must be …". Input values are strings, or
 * lists of strings where a parameter is repeated.
 */

/** All parameters of a route; unknown ones are refused, with the closest known name. */
export function parameters<T extends Record<string, z.ZodType>>(shape: T) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? unknownParameter(String(issue.keys[0]), Object.keys(shape))
        : undefined,
  })
}

/** A string, given at most once. */
export function text(maxLength: number) {
  return z
    .string({
      error: ({ input }) => (input === undefined ? 'is missing' : 'must be given only once'),
    })
    .max(maxLength, `must have at most ${maxLength} characters`)
}

/** Pieces of text with commas between, given at most once. */
export function separated(maxLength: number) {
  return text(maxLength)
    .transform((written) => written.split(','))
    .openapi({ type: 'string', maxLength })
}

/** A whole number. */
export function wholeNumber({ min, max }: { min: number; max: number }) {
  const message = `must be a whole number from ${min} to ${max}`
  return text(20)
    .regex(/^\d+$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message)
    .openapi({ type: 'integer', minimum: min, maximum: max })
}

/** A whole number, or `fallback` where none is given. */
export function integer({ min, max, fallback }: { min: number; max: number; fallback: number }) {
  return wholeNumber({ min, max })
    .default(fallback)
    .openapi({ type: 'integer', minimum: min, maximum: max, default: fallback, example: fallback })
}

/** One of several words. */
export function oneOf<const T extends readonly [string, ...string[]]>(words: T) {
  return z.enum(words, `must be one of ${words.join(', ')}`)
}

/** Some of several words, separated by commas or by repeating the parameter. */
export function someOf<T extends string>(words: readonly T[]) {
  return z
    .union([z.string(), z.array(z.string())])
    .transform((given, context) => {
      const values = [given].flat().flatMap((value) => value.split(','))
      const unknown = values.find((value) => !words.includes(value as T))
      if (unknown === undefined) return [...new Set(values as T[])]
      context.addIssue({
        code: 'custom',
        message: `must be some of ${words.join(', ')}${hint(unknown, words)}`,
      })
      return z.NEVER
    })
    .openapi({
      type: 'array',
      items: { type: 'string', enum: [...words] },
      example: words.slice(0, 2),
      param: { style: 'form', explode: false },
    })
}

/** A boolean. */
export function flag({ fallback = false } = {}) {
  return z
    .enum(['true', 'false', '1', '0'], 'must be true or false')
    .default(fallback ? 'true' : 'false')
    .transform((value) => value === 'true' || value === '1')
    .openapi({ type: 'boolean', default: fallback })
}

/** A day, a month or a year that exists. */
export const Day = text(10)
  .refine(isDate, 'must be a day, month or year such as 2023-06-22, 2023-06 or 2023')
  .openapi({ example: FIELDS.date.example, pattern: '^\\d{4}(-\\d{2}(-\\d{2})?)?$' })

export const Size = integer({ min: 0, max: 100, fallback: 20 }).openapi({
  description: 'Items on a page; 0 for counts alone',
})

export const Cursor = text(4096)
  .optional()
  .openapi({ description: '`next` of the previous page; only the list that gave it takes it' })

export const Id = z
  .string()
  .openapi({ description: 'The id of an entity', example: 'person-leyla-mammadova' })

/** Two entities of one path. */
export const OneId = Id.openapi({ description: 'The id of one entity', example: 'country-az' })
export const OtherId = Id.openapi({ description: 'The id of the other' })

function isDate(written: string): boolean {
  if (!/^\d{4}(-\d{2}(-\d{2})?)?$/.test(written)) return false
  const day = `${written}-01-01`.slice(0, 10)
  const time = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(day)
}

function unknownParameter(given: string, names: string[]): string {
  return `there is no parameter ${given.slice(0, 60)}${hint(given, names)}`
}

function hint(given: string, names: readonly string[]): string {
  const meant = nearest(given, names)
  return meant === undefined ? '' : `; did you mean ${meant}?`
}
