import { styleText } from 'node:util'

/** What could move the cursor, or turn the direction of writing. */
const CONTROLS = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu

/** A text from elsewhere on one line, without characters that a terminal obeys; keeps its length. */
export function plain(text: string): string {
  return text.replace(CONTROLS, ' ')
}

/** The text with its spans set off, where the terminal shows colours and the user wants them. */
export function highlighted(text: string, spans: [number, number][]): string {
  let result = ''
  let at = 0
  for (const [start, end] of spans) {
    if (start < at) continue
    result += plain(text.slice(at, start))
    result += styleText(['bold', 'yellow'], plain(text.slice(start, end)))
    at = end
  }
  return result + plain(text.slice(at))
}

export function faint(text: string): string {
  return styleText('dim', text)
}

const NUMBER = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

/** "13,585" */
export function count(value: number): string {
  return NUMBER.format(value)
}

/** "1 article", "13,585 articles" */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`
}

const SIZE = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 2, useGrouping: false })

/** "4.2 MB" */
export function size(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB', 'TB']
  let value = bytes
  while (value >= 999.5 && units.length > 1) {
    value /= 1000
    units.shift()
  }
  return `${value < 100 ? SIZE.format(value) : count(value)} ${units[0]}`
}
