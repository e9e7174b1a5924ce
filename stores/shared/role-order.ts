import { compareText } from '#core/text/compare-text.ts'
import type { RoleLine } from '#core/graph.ts'

/** The order in which an entity lists its roles. */
export function compareRoles(x: RoleLine, y: RoleLine): number {
  return (
    y.sentences - x.sentences ||
    Number(x.former) - Number(y.former) ||
    compareText(x.title, y.title) ||
    compareText(x.person.id, y.person.id) ||
    compareText(x.of.id, y.of.id)
  )
}
