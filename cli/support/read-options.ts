import { UserError } from '#core/errors.ts'
import { toField } from '#indexer/normalize/columns.ts'
import { DAY_ORDERS, type DayOrder } from '#indexer/normalize/day-order.ts'
import { type Format, FORMATS, type ReadOptions } from '#indexer/result.ts'

/** Options of every command that reads files. */
export const READ_OPTIONS = {
  source: { type: 'string' },
  format: { type: 'string' },
  map: { type: 'string', multiple: true },
  dates: { type: 'string' },
} as const

export const READ_HELP = `  --source NAME        the outlet, overriding the records
  --format FORMAT      ${FORMATS.join(', ')}; otherwise detected by extension and content
  --map A=B,C=D        read field A from column B: --map title=headline,body=text, or from the
                       second column of a table without a header: --map title=2
  --dates ORDER        dmy or mdy: the order in 03/04/2024; otherwise detected from the file`

interface ReadOptionValues {
  source?: string | undefined
  format?: string | undefined
  map?: string[] | undefined
  dates?: string | undefined
}

/** Converts options for the readers; throws UserError on unknown values. */
export function readOptions({ source, format, map, dates }: ReadOptionValues): ReadOptions {
  return { source, format: toFormat(format), map: toMap(map ?? []), dates: toOrder(dates) }
}

function toOrder(written: string | undefined): DayOrder | undefined {
  if (written === undefined) return undefined
  const order = DAY_ORDERS.find((each) => each === written.toLowerCase())
  if (!order) throw new UserError(`--dates cannot be ${written}; write dmy or mdy`)
  return order
}

function toFormat(written: string | undefined): Format | undefined {
  if (written === undefined) return undefined
  const format = FORMATS.find((each) => each === written.toLowerCase())
  if (!format) throw new UserError(`there is no format ${written}; write ${FORMATS.join(', ')}`)
  return format
}

function toMap(written: string[]): Record<string, string> | undefined {
  if (written.length === 0) return undefined
  const pairs = written.flatMap((each) => each.split(',')).map((pair) => pair.split('='))
  const wrong = pairs.find((pair) => pair.length !== 2 || pair.includes(''))
  if (wrong) {
    throw new UserError(`--map cannot read ${wrong.join('=')}; write title=headline,body=text`)
  }
  for (const [field] of pairs) toField(field!)
  return Object.fromEntries(pairs) as Record<string, string>
}
