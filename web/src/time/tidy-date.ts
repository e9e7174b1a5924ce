/** Normalizes a typed date for the URL: "2023-6-2" to "2023-06-02". */
export function tidyDate(typed: string): string {
  return typed
    .trim()
    .split('-')
    .map((part, i) => (i === 0 ? part : part.padStart(2, '0')))
    .join('-')
}
