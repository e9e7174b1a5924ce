import type { ArticleRef, Decision } from './types.ts'

/** Articles of a name that a decision made a separate entity. */
export interface Part {
  /** The decision's id, and the index of the part among those it creates. */
  key: string
  /** The entity's id. */
  id: string
  articles: ArticleRef[]
}

/**
 * Parts by the decision that made them. Each keeps its id whatever is undone; the later of two that were given one id,
 * in two archives, has the next number.
 */
export function partsIn(log: readonly Decision[]): Map<string, Part[]> {
  const taken = new Set<string>()
  const parts = new Map<string, Part[]>()
  for (const { id, action } of log) {
    const made = groupsOf(action).map(({ as, articles }, i) => {
      const free = freeId(as, (wanted) => taken.has(wanted))
      taken.add(free)
      return { key: `${id}/${i + 1}`, id: free, articles }
    })
    if (made.length > 0) parts.set(id, made)
  }
  return parts
}

/** The id itself, or the id with the next free number. */
export function freeId(wanted: string, isTaken: (id: string) => boolean): string {
  if (!isTaken(wanted)) return wanted
  const [, stem, number] = /^(.*?)(?:-(\d{1,4}))?$/.exec(wanted)!
  let next = number === undefined ? 2 : Number(number) + 1
  while (isTaken(`${stem}-${next}`)) next++
  return `${stem}-${next}`
}

function groupsOf(action: Decision['action']): { as: string; articles: ArticleRef[] }[] {
  if (action.type === 'confirm') return action.groups ?? []
  if (action.type !== 'split' || !action.articles) return []
  return [{ as: action.as ?? `${action.entity.id}-2`, articles: action.articles }]
}
