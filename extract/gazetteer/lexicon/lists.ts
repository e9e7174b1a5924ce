/** A list written as a text: words in lower case, parted by white space. */
export function list(text: string): string[] {
  return text.trim().split(/\s+/)
}
