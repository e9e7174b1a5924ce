import { STATE_ROLES } from '../gazetteer/lexicon/people.ts'
import type { Name } from '../names/spans/name.ts'
import { readPeriod } from './role-period.ts'
import type { Title } from './role-title.ts'

/** A person's role at an organization or for a country, as one sentence states it. */
export interface StatedRole {
  person: Name
  of: Name
  title: string
  former: boolean
  since: string | null
  until: string | null
  pattern: string
  confidence: number
}

/** Null for a country with a role that is not held for a state: countries have ministers, not analysts or coaches. */
export function toStatedRole(
  person: Name,
  of: Name,
  { title, former, from, to }: Title,
  pattern: string,
  confidence: number,
): StatedRole | null {
  // "Minister of Community Development": the name is the portfolio.
  if (of.kind === 'organization' && title === 'minister') return null
  if (of.kind === 'country' && !title.split(' ').some((word) => STATE_ROLES.has(word))) return null
  const start = Math.max(0, Math.min(person.from, from) - VERB_BEFORE)
  const end = Math.max(to, of.to, person.to)
  const { isOver, ...times } = readPeriod(person.segment, start, end)
  return { person, of, title, former: former || isOver, ...times, pattern, confidence }
}

/** How far before a role its verb may stand: "named | Mr. Robert Poole president". */
const VERB_BEFORE = 2
