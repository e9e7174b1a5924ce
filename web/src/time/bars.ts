import { compareText } from '#core/text/compare-text.ts'
import type { Bucket, Histogram } from '#core/search.ts'
import { formatDate, formatRange } from '../ui/format.ts'

type HistogramInterval = Histogram['interval']

/** A bar of a histogram; its height is a share of the tallest. */
export interface Bar extends Bucket {
  height: number
  label: string
  /** The last day of a week; for other intervals, the key. */
  last: string
  /** Whether it stands for a long gap without articles, which the axis leaves out. */
  isBreak: boolean
}

/** What the height of a bar shows: articles, or their share of all articles of that time. */
export type Measure = 'articles' | 'share'

export interface Tick {
  /** Index of the bar above it. */
  index: number
  label: string
}

/** Longer gaps are collapsed into a break. */
const MAX_EMPTY_BARS = 12
const SMALLEST = 0.03

/** Bars for every interval from first to last, including empty ones; a long gap is collapsed. */
export function toBars({ interval, buckets }: Histogram, measure: Measure = 'articles'): Bar[] {
  const filled = fillGaps(buckets, interval)
  const sizeOf = ({ count, all }: Bucket) =>
    measure === 'articles' ? count : count / Math.max(1, all)
  const tallest = Math.max(...filled.map(sizeOf)) || 1
  return filled.map(({ until, ...bucket }) => ({
    ...bucket,
    height: bucket.count === 0 ? 0 : Math.max(SMALLEST, sizeOf(bucket) / tallest),
    label: labelOf(bucket.key, until, interval),
    last: endOf(until ?? bucket.key, interval),
    isBreak: until !== undefined,
  }))
}

function labelOf(key: string, until: string | undefined, interval: HistogramInterval): string {
  if (until !== undefined) return formatRange(key, endOf(until, interval))
  return interval === 'week' ? `Week of ${formatDate(key)}` : formatDate(key)
}

const endOf = (key: string, interval: HistogramInterval) =>
  interval === 'week' ? lastOfWeek(key) : key

interface Filled extends Bucket {
  /** The last interval of a gap that is shown as one bar. */
  until?: string
}

/** At most `most` labels: at the start of years, else at evenly spaced dates. */
export function toTicks(bars: Bar[], interval: HistogramInterval, most: number): Tick[] {
  const years = bars.flatMap(({ key }, index) =>
    index === 0 || key.slice(0, 4) !== bars[index - 1]!.key.slice(0, 4)
      ? [{ index, label: key.slice(0, 4) }]
      : [],
  )
  if (interval !== 'day' && interval !== 'week' && years.length > 2) return thinned(years, most)
  const shown = thinned(
    bars.map(({ key }, index) => ({ key, index })),
    most,
  )
  return shown.map(({ key, index }, i) => {
    const isNewYear = shown[i - 1]?.key.slice(0, 4) !== key.slice(0, 4)
    return { index, label: shortLabel(key, interval, isNewYear) }
  })
}

/** Whether a bar lies between two dates of any precision; an open end is empty. */
export function isWithin(
  { key, last }: Pick<Bar, 'key' | 'last'>,
  from: string,
  to: string,
): boolean {
  const isAfter = from === '' || key.slice(0, from.length) >= from.slice(0, key.length)
  const isBefore = to === '' || last.slice(0, to.length) <= to.slice(0, last.length)
  return isAfter && isBefore
}

function fillGaps(buckets: Bucket[], interval: HistogramInterval): Filled[] {
  const sorted = buckets.toSorted((a, b) => compareText(a.key, b.key))
  const last = sorted.at(-1)
  if (!last) return []
  const known = new Map(sorted.map((bucket) => [bucket.key, bucket]))
  const filled: Filled[] = []
  let gap: Bucket[] = []
  for (let key = sorted[0]!.key; key <= last.key; key = following(key, interval)) {
    const bucket = known.get(key)
    if (bucket) {
      filled.push(...(gap.length > MAX_EMPTY_BARS ? [asBreak(gap)] : gap), bucket)
      gap = []
    } else gap.push({ key, count: 0, all: 0 })
  }
  return filled
}

const asBreak = (gap: Bucket[]): Filled => ({ ...gap[0]!, until: gap.at(-1)!.key })

function lastOfWeek(monday: string): string {
  const moment = new Date(monday)
  moment.setUTCDate(moment.getUTCDate() + 6)
  return moment.toISOString().slice(0, monday.length)
}

function following(key: string, interval: HistogramInterval): string {
  const moment = new Date(key)
  if (interval === 'year') moment.setUTCFullYear(moment.getUTCFullYear() + 1)
  if (interval === 'month') moment.setUTCMonth(moment.getUTCMonth() + 1)
  if (interval === 'week') moment.setUTCDate(moment.getUTCDate() + 7)
  if (interval === 'day') moment.setUTCDate(moment.getUTCDate() + 1)
  return moment.toISOString().slice(0, key.length)
}

function shortLabel(key: string, interval: HistogramInterval, hasYear: boolean): string {
  if (interval === 'year') return key
  const label = formatDate(key).replace(/^(\p{L}{3})\p{L}* /u, '$1 ')
  return hasYear ? label : label.replace(/ \d{4}$/, '')
}

function thinned<T>(ticks: T[], most: number): T[] {
  const step = Math.max(1, Math.ceil(ticks.length / Math.max(1, most)))
  return ticks.filter((_, i) => i % step === 0)
}
