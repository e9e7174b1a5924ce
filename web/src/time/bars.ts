import { compareText } from '#core/compare-text.ts'
import type { Bucket, Histogram } from '#core/search.ts'
import { formatDate } from '../ui/format.ts'

type HistogramInterval = Histogram['interval']

/** A bar of a histogram; its height is a share of the tallest. */
export interface Bar extends Bucket {
  height: number
  label: string
}

export interface Tick {
  /** The bar above it. */
  index: number
  label: string
}

/** More bars than this are narrower than a pixel. */
const MAX_BARS = 2000
const SMALLEST = 0.03

/** Bars for every interval from the first to the last, empty ones included. */
export function toBars({ interval, buckets }: Histogram): Bar[] {
  const filled = fillGaps(buckets, interval)
  const tallest = Math.max(1, ...filled.map(({ count }) => count))
  return filled.map((bucket) => ({
    ...bucket,
    height: bucket.count === 0 ? 0 : Math.max(SMALLEST, bucket.count / tallest),
    label: formatDate(bucket.key),
  }))
}

/** At most `most` labels: at the start of years, else at evenly spaced dates. */
export function toTicks(bars: Bar[], interval: HistogramInterval, most: number): Tick[] {
  const years = bars.flatMap(({ key }, index) =>
    index === 0 || key.slice(0, 4) !== bars[index - 1]!.key.slice(0, 4)
      ? [{ index, label: key.slice(0, 4) }]
      : [],
  )
  if (interval !== 'day' && years.length > 2) return thinned(years, most)
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
export function isWithin(key: string, from: string, to: string): boolean {
  const isAfter = from === '' || key.slice(0, from.length) >= from.slice(0, key.length)
  const isBefore = to === '' || key.slice(0, to.length) <= to.slice(0, key.length)
  return isAfter && isBefore
}

function fillGaps(buckets: Bucket[], interval: HistogramInterval): Bucket[] {
  const sorted = buckets.toSorted((a, b) => compareText(a.key, b.key))
  const last = sorted.at(-1)
  if (!last) return []
  const known = new Map(sorted.map((bucket) => [bucket.key, bucket]))
  const filled: Bucket[] = []
  for (let key = sorted[0]!.key; key <= last.key; key = following(key, interval)) {
    if (filled.length >= MAX_BARS) return sorted
    filled.push(known.get(key) ?? { key, count: 0, all: 0 })
  }
  return filled
}

function following(key: string, interval: HistogramInterval): string {
  const moment = new Date(key)
  if (interval === 'year') moment.setUTCFullYear(moment.getUTCFullYear() + 1)
  if (interval === 'month') moment.setUTCMonth(moment.getUTCMonth() + 1)
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
