/** How to cite an answer: what was asked, of which state of the archive, and when. ASCII, since it stands in a header too. */
export function citationOf(url: string, version: number, now = new Date()): string {
  const day = now.toISOString().slice(0, 10)
  return `Dateline archive, version ${version}, ${url}, retrieved ${day}`
}
