import type { Entity, RoleLine } from '#core/graph.ts'

/** A role, and its period as shares (0 to 1) of the entity's period; null without dates. */
export interface DatedRole {
  role: RoleLine
  from: number | null
  to: number
}

/** Roles in order of when they began, else of their first statement; undated ones last. */
export function rolesOverTime(
  roles: readonly RoleLine[],
  { first, last }: Pick<Entity, 'first' | 'last'>,
): DatedRole[] {
  const [start, end] = [timeOf(first), timeOf(last)]
  const place = (date: string | null) => {
    const time = timeOf(date)
    if (time === null || start === null || end === null || end <= start) return null
    return Math.max(0, Math.min((time - start) / (end - start), 1))
  }
  return roles
    .toSorted(
      (a, b) => (timeOf(beginning(a)) ?? Infinity) - (timeOf(beginning(b)) ?? Infinity) || 0,
    )
    .map((role) => {
      const from = place(beginning(role))
      return { role, from, to: Math.max(from ?? 0, place(role.until ?? role.last) ?? 0) }
    })
}

const beginning = ({ since, first }: RoleLine) => since ?? first

function timeOf(date: string | null): number | null {
  const time = date === null ? NaN : Date.parse(date.slice(0, 10))
  return Number.isNaN(time) ? null : time
}
