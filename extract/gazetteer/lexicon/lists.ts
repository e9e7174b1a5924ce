/** Splits a white-space separated list of lower-case words. */
export function list(text: string): string[] {
  return text.trim().split(/\s+/)
}
