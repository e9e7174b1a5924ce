/** A citation of a reply: the request, the archive's version and the date. ASCII, since headers carry it too. */
export function citationOf(url: string, version: number, now = new Date()): string {
  const day = now.toISOString().slice(0, 10)
  return `Dateline archive, version ${version}, ${url}, retrieved ${day}`
}
