import { STATE_ROLES } from '../gazetteer/lexicon/people.ts'
import type { Name } from '../names/name.ts'
import type { Title } from './role-title.ts'

/** A person's function at an organization or for a country, as one sentence states it. */
export interface StatedRole {
  person: Name
  of: Name
  title: string
  former: boolean
  pattern: string
  confidence: number
}

/** A country has ministers and envoys; its analysts and coaches hold no office of it. */
export function role(
  person: Name,
  of: Name,
  { title, former }: Title,
  pattern: string,
  confidence: number,
): StatedRole | null {
  if (of.kind === 'country' && !title.split(' ').some((word) => STATE_ROLES.has(word))) return null
  return { person, of, title, former, pattern, confidence }
}
