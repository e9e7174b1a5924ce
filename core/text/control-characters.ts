/** What could move a terminal's cursor, start a line of its own, or turn the direction of writing. */
const CONTROLS = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu

/** The text on one line, without characters that a terminal obeys; keeps its length. */
export function withoutControls(text: string): string {
  return text.replace(CONTROLS, ' ')
}

/** As JSON.stringify, with those that it leaves raw (C1, marks of direction) escaped too. */
export function toSafeJson(value: unknown): string {
  return JSON.stringify(value).replace(CONTROLS, escaped)
}

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
