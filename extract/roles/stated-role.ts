import { STATE_ROLES } from '../gazetteer/lexicon/people.ts'
import type { Name } from '../names/spans/name.ts'
import type { Title } from './role-title.ts'

/** A person's role at an organization or for a country, as one sentence states it. */
export interface StatedRole {
  person: Name
  of: Name
  title: string
  former: boolean
  pattern: string
  confidence: number
}

/** Null for a country with a role that is not held for a state: countries have ministers, not analysts or coaches. */
export function toStatedRole(
  person: Name,
  of: Name,
  { title, former }: Title,
  pattern: string,
  confidence: number,
): StatedRole | null {
  if (of.kind === 'country' && !title.split(' ').some((word) => STATE_ROLES.has(word))) return null
  return { person, of, title, former, pattern, confidence }
}
