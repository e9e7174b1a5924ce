/** Characters that can move a terminal's cursor, break the line or change the writing direction. */
const CONTROLS = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu

/** Replaces control characters so that the text stays on one line; keeps the length. */
export function withoutControls(text: string): string {
  return text.replace(CONTROLS, ' ')
}

/** JSON.stringify that also escapes C1 controls and direction marks. */
export function toSafeJson(value: unknown): string {
  return JSON.stringify(value).replace(CONTROLS, escaped)
}

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
