import { UserError } from '#core/errors.ts'
import { remembered } from './memoize.ts'

/** What a column can hold. */
export type ColumnField =
  | 'id'
  | 'title'
  | 'body'
  | 'date'
  | 'source'
  | 'authors'
  | 'url'
  | 'language'
  | 'place'
  | 'dateline'

/** Known names of each field, best first: if a record has several, the first is used. */
const NAMES: Record<ColumnField, string> = {
  id: 'id guid uid uuid articleid docid documentid recordid storyid uri',
  title: 'title headline webtitle heading hed articletitle headlinemain subject name',
  body: `body text fulltext content articlebody articletext bodytext article maintext maincontent contenttext story
    storytext plaintext transcript bodyhtml contenthtml contentencoded html description summary abstract lead`,
  date: `publishedat published datepublished webpublicationdate publisheddate publishdate publicationdate pubdate date datetime
    publicationdatetime publishedon publishtime firstpublished posted postedat created createdat dateposted timestamp
    time updated updatedat modified datemodified`,
  source:
    'source sourcename outlet publisher publication sitename newspaper provider medium site feed',
  authors: 'authors author byline creator writer writers reporter journalist authorname by',
  url: 'url link href canonicalurl permalink weburl articleurl sourceurl externalurl',
  language: 'language lang locale languagecode',
  place: 'place location city placename',
  dateline: 'dateline',
}

const MARKUP = /html|encoded/

export const COLUMN_FIELDS = Object.keys(NAMES) as ColumnField[]

export interface Column {
  field: ColumnField
  /** Of several columns for one field, the one with the lowest rank is used. */
  rank: number
  /** True if the text is HTML. */
  isMarkup: boolean
}

const KNOWN = new Map(
  Object.entries(NAMES).flatMap(([field, names]) =>
    names.split(/\s+/).map((name, rank): [string, Column] => {
      return [name, { field: field as ColumnField, rank, isMarkup: MARKUP.test(name) }]
    }),
  ),
)

/**
 * Returns a function that tells what a column holds by its name; `map` names columns by field and
 * takes precedence.
 */
export function createColumnFinder(
  map: Record<string, string> = {},
): (name: string) => Column | null {
  const mapped = new Map(
    Object.entries(map).map(([field, name]): [string, Column] => {
      return [name, { field: toField(field), rank: -1, isMarkup: MARKUP.test(plain(name)) }]
    }),
  )
  return remembered((name) => mapped.get(name) ?? KNOWN.get(plain(name)) ?? null)
}

/**
 * The field meant by a name in `--map`: "publishedAt" as well as "date"; throws UserError if
 * unknown.
 */
export function toField(name: string): ColumnField {
  const column = KNOWN.get(plain(name))
  if (!column) {
    throw new UserError(`there is no field ${name} to map; fields are ${COLUMN_FIELDS.join(', ')}`)
  }
  return column.field
}

/** "published_at", "Published At" and "publishedAt" are one name. */
const plain = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
