import { MAX_GROUP_COLUMNS, MAX_SAMPLE, type Shape } from '#core/export/shape.ts'
import { type Table, selectColumns } from '#core/export/table.ts'
import { flag, integer, separated, wholeNumber } from '../parameters.ts'

/** Parameters that shape a table. */
export function shapeParameters<Row>(table: Table<Row>) {
  const names = selectColumns(table, undefined).map(({ name }) => name)
  return {
    select: columnNames().openapi({
      description: 'These columns, in this order, with commas between',
      example: names.slice(0, 3).join(','),
    }),
    sample: wholeNumber({ min: 1, max: MAX_SAMPLE })
      .optional()
      .openapi({ description: 'So many rows, drawn at random', example: 100 }),
    seed: integer({ min: 0, max: 1_000_000_000, fallback: 0 }).openapi({
      description: 'Another sample; the same seed draws the same rows',
    }),
    group_by: columnNames()
      .refine(
        (groups) => !groups || groups.length <= MAX_GROUP_COLUMNS,
        `must name at most ${MAX_GROUP_COLUMNS} columns`,
      )
      .openapi({
        description:
          'Count the rows by the values of these columns; stands beside neither `select` nor `sample`',
        example: names.at(-1),
      }),
    formulas: flag().openapi({
      description:
        'Of CSV: leave texts as they are that a spreadsheet would run as formulas; else they begin with an apostrophe',
    }),
  }
}

function columnNames() {
  return separated(2000).optional()
}

export interface ShapeValues {
  select?: string[] | undefined
  sample?: number | undefined
  seed: number
  group_by?: string[] | undefined
  formulas: boolean
}

export function toShape({ select, sample, seed, group_by: groupBy }: ShapeValues): Shape {
  return { select, sample, seed, groupBy }
}
