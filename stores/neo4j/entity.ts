import type { Entity, RoleLine } from '#core/graph.ts'
import { compareRoles } from '../shared/role-order.ts'

/** An entity as stored in Neo4j, which has no lists of maps. */
export interface StoredEntity extends Omit<Entity, 'aliases' | 'roles'> {
  aliases: string[]
  aliasCounts: number[]
}

export function toEntity(
  { aliases, aliasCounts, ...entity }: StoredEntity,
  roles: RoleLine[],
): Entity {
  return {
    ...entity,
    aliases: aliases.map((name, i) => ({ name, count: aliasCounts[i]! })),
    roles: roles.sort(compareRoles),
  }
}
