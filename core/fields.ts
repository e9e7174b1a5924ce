import type { EntityKind } from './article.ts'
import { cityName } from './city.ts'

/*
 * Everything that articles can be searched, filtered, counted or sorted by. Parameters, OpenAPI and the search page
 * follow from this table, and each store maps it by a record with a key for every field, so that a field which a store
 * forgot does not compile. What a field can do follows from its kind.
 */

/** A full-text field; a match counts `weight` times. */
interface TextDefinition {
  kind: 'text'
  title: string
  example: string
  weight: number
}

/** A field to filter and count by value; values of an entity kind are ids. */
interface ValuesDefinition {
  kind: 'keyword' | EntityKind
  /** The facet's heading on the page. */
  title: string
  /** An example value for OpenAPI. */
  example: string
  /** Whether an article may have several values. */
  isList: boolean
}

/** A date field: filtered by period, counted over time, used for sorting. */
interface DateDefinition {
  kind: 'date'
  title: string
  example: string
}

/** By parameter name, in the order shown on the page. */
export const FIELDS = {
  title: { kind: 'text', title: 'Title', example: 'grid', weight: 3 },
  body: { kind: 'text', title: 'Text', example: 'minister', weight: 1 },
  date: { kind: 'date', title: 'Date', example: '2023-06' },
  person: { kind: 'person', title: 'People', example: 'person-leyla-mammadova', isList: true },
  org: {
    kind: 'organization',
    title: 'Organizations',
    example: 'org-caspian-grid-authority',
    isList: true,
  },
  country: { kind: 'country', title: 'Countries', example: 'country-az', isList: true },
  city: { kind: 'keyword', title: 'Cities', example: 'place-az-baku', isList: true },
  source: { kind: 'keyword', title: 'Source', example: 'caspian-post', isList: false },
  author: { kind: 'keyword', title: 'Author', example: 'Jane Roe', isList: true },
  place: { kind: 'keyword', title: 'Dateline', example: 'Baku', isList: false },
  lang: { kind: 'keyword', title: 'Language', example: 'en', isList: false },
} as const satisfies Record<string, TextDefinition | ValuesDefinition | DateDefinition>

export type Field = keyof typeof FIELDS

type FieldOf<Kind> = {
  [F in Field]: (typeof FIELDS)[F]['kind'] extends Kind ? F : never
}[Field]

export type TextField = FieldOf<'text'>
export type KeywordField = FieldOf<'keyword'>
export type EntityField = FieldOf<EntityKind>
/** A field to filter and count by value. */
export type Facet = KeywordField | EntityField

const NAMES = Object.keys(FIELDS) as Field[]

export const TEXT_FIELDS = NAMES.filter((name): name is TextField => FIELDS[name].kind === 'text')
export const KEYWORD_FIELDS = NAMES.filter(
  (name): name is KeywordField => FIELDS[name].kind === 'keyword',
)
export const FACETS = NAMES.filter((name): name is Facet => 'isList' in FIELDS[name])

/** The field whose values are the entities of a kind. */
export const FIELD_OF_KIND: Record<EntityKind, EntityField> = {
  person: 'person',
  organization: 'org',
  country: 'country',
}

/** The kind of entity whose ids a field holds; null for other fields. */
export function entityKindOf(name: Facet): EntityKind | null {
  const { kind } = FIELDS[name]
  return kind === 'keyword' ? null : kind
}

/** What to show for a value of a field without entities: a city is filtered by its id. */
export function nameOfValue(field: Facet, value: string): string {
  return field === 'city' ? cityName(value) : value
}
