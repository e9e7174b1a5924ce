import { abbreviates, type OrganizationName, parseOrganizationName } from './organization-name.ts'
import { type PersonName, readPersonName } from './person-name.ts'
import type { Form } from './types.ts'

/** A form with its parsed name; countries have none. */
export interface ParsedForm {
  form: Form
  person: PersonName | null
  /** All readings of a person's name, if its script allows several. */
  readings: PersonName[]
  body: OrganizationName | null
}

export function parseForm(form: Form): ParsedForm {
  const readings = form.kind === 'person' ? readPersonName(form.name) : []
  return {
    form,
    person: readings[0] ?? null,
    readings,
    body: form.kind === 'organization' ? parseBody(form) : null,
  }
}

/** "OPEC" is compared by the long name that articles define for it. */
function parseBody({ name, variants }: Form): OrganizationName {
  const own = parseOrganizationName(name)
  if (own.acronym === null || own.acronym !== own.acronym.toUpperCase()) return own
  const long = variants.find(
    ({ value }) => abbreviates(own.acronym!, parseOrganizationName(value)) === 'initials',
  )
  return long ? { ...parseOrganizationName(long.value), acronym: own.acronym } : own
}
