/** A date as people type it, "2023-6-2", as the address has it: "2023-06-02". */
export function tidyDate(typed: string): string {
  return typed
    .trim()
    .split('-')
    .map((part, i) => (i === 0 ? part : part.padStart(2, '0')))
    .join('-')
}
