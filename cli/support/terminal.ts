import { styleText } from 'node:util'
import { toSafeJson, withoutControls } from '#core/text/control-characters.ts'

/** Prints lines of text without control characters. */
export function print(text: string): void {
  console.log(inLines(text))
}

const inLines = (text: string) => text.split('\n').map(withoutControls).join('\n')

/** Prints lines made by `highlighted` and `faint` from texts without control characters. */
export function printStyled(text: string): void {
  console.log(text)
}

/** Prints a value as one line of JSON. */
export function printJson(value: unknown): void {
  console.log(toSafeJson(value))
}

/** Prints warnings, failures and progress on stderr. */
export function printError(text: string): void {
  console.error(inLines(text))
}

/** Puts a foreign text on one line without control characters; keeps its length. */
export const plain = withoutControls

/** Highlights spans of a text if the terminal shows colours and the user wants them. */
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
