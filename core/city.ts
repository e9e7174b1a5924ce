import type { Mention } from './article.ts'
import { romanizedWords } from './entity-id.ts'

/*
 * A city is a place with a country. It is searched and counted by its id, and is no entity: nothing is tied to it. The id
 * holds all that is shown of it, so that no store keeps a list of cities.
 */

const PREFIX = 'place-'

/** `place-az-baku`, by the code of its country and its name. */
export function cityId(country: string, name: string): string {
  return `${PREFIX}${country.replaceAll('-', '')}-${romanizedWords(name).join('-')}`
}

export const isCityId = (id: string): boolean => /^place-[a-z]+-[a-z0-9]/.test(id)

/** "Rio de Janeiro" for `place-br-rio-de-janeiro`; a value that is no id of a city stays as it is. */
export function cityName(id: string): string {
  if (!isCityId(id)) return id
  const [first = '', ...others] = id.slice(PREFIX.length).split('-').slice(1)
  return [capital(first), ...others.map((word) => (SMALL.has(word) ? word : capital(word)))].join(
    ' ',
  )
}

/** Code of the country that a city is in, in letters alone ("az"). */
export const countryOfCity = (id: string): string => id.slice(PREFIX.length).split('-')[0]!

/** Id of the entity, or else of the city, that a mention names. */
export const nameId = ({ entity, city }: Mention): string | null => entity ?? city ?? null

/** Words within names of cities that are written small. */
const SMALL = new Set(['de', 'do', 'del', 'da', 'di', 'of', 'on', 'upon', 'sur', 'am', 'au'])

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
