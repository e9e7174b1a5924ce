import type { Mention, Via } from '#core/article.ts'

/** Why a name leads to an entity that its article does not spell out. */
export const LINKED =
  'The article does not spell the name out; it was linked over the whole archive.'

const WHY: Record<Via, string> = {
  tagger: 'The words around it read like this kind of name.',
  gazetteer: 'It is in the list of known names.',
  surname: 'A surname; the full name stands elsewhere in the article.',
  acronym: 'An abbreviation of a name that the article spells out.',
  demonym: 'A word for the people or language of the country.',
  capital: 'A capital, written for its government.',
  dateline: 'It stands in the dateline.',
  byline: 'It stands in the byline.',
  archive: LINKED,
  rule: 'A title, a verb or a form of words beside it tells what it is.',
}

/** Explains in one sentence why a name was recognized as its kind. */
export function whyMarked({ via, entity, city, kind, why }: Mention): string {
  if (city !== undefined) return 'A city. It stands for no government here, so that it ties nobody.'
  if (via === 'demonym' && kind === 'place')
    return 'A nationality that describes somebody or something; the state itself is not meant.'
  if (kind === 'place') return 'A place, but no country.'
  if (via === 'surname' && entity === null) {
    return 'A surname that no full name in the article explains.'
  }
  return why === undefined ? WHY[via] : `${LINKED} Why: ${why}.`
}
