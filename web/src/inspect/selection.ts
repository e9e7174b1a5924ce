/** The selected item of a list, as the path of its page: "/entity/person-a", "/tie/a/b", "/article/x". */
export type Selection =
  | { type: 'article'; id: string }
  | { type: 'entity'; id: string }
  | { type: 'tie'; a: string; b: string }

/** Null if the path's page has no preview. */
export function readSelection(path: string): Selection | null {
  const [page, ...ids] = path.replace(/^\//, '').split('/').map(decoded)
  if (ids.some((id) => id === '')) return null
  if ((page === 'article' || page === 'entity') && ids.length === 1) {
    return { type: page, id: ids[0]! }
  }
  return page === 'tie' && ids.length === 2 ? { type: 'tie', a: ids[0]!, b: ids[1]! } : null
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
