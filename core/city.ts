import type { Mention } from './article.ts'
import { romanizedWords } from './entity-id.ts'

/*
 * A city is a place with a country. It is searched and counted by its id but is not an entity and has no ties. Its name
 * and country follow from the id, so stores need no list of cities.
 */

const PREFIX = 'place-'

/** Builds the id of a city (`place-az-baku`) from its country's code and its name. */
export function cityId(country: string, name: string): string {
  return `${PREFIX}${country.replaceAll('-', '')}-${romanizedWords(name).join('-')}`
}

export const isCityId = (id: string): boolean => /^place-[a-z]+-[a-z0-9]/.test(id)

/** "Rio de Janeiro" for `place-br-rio-de-janeiro`; other values are returned unchanged. */
export function cityName(id: string): string {
  if (!isCityId(id)) return id
  const [first = '', ...others] = id.slice(PREFIX.length).split('-').slice(1)
  return [capital(first), ...others.map((word) => (SMALL.has(word) ? word : capital(word)))].join(
    ' ',
  )
}

/** Code of a city's country, letters only ("az"). */
export const countryOfCity = (id: string): string => id.slice(PREFIX.length).split('-')[0]!

/** Id of a mention's entity, or else of its city. */
export const nameId = ({ entity, city }: Mention): string | null => entity ?? city ?? null

/** Words in city names that are not capitalised. */
const SMALL = new Set(['de', 'do', 'del', 'da', 'di', 'of', 'on', 'upon', 'sur', 'am', 'au'])

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
