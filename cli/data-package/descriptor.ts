import type { Column, ColumnType } from '#core/export/column.ts'

/** A file of a package as described by Data Package 2.0; `rows` is our own addition. */
export interface Resource {
  name: string
  path: string
  description: string
  format: string
  mediatype: string
  bytes: number
  hash: string
  rows: number
  schema?: { fields: { name: string; type: string; description: string }[] }
}

export interface PackageAbout {
  /** As typed; empty for everything. */
  query: string
  /** ISO 8601. */
  created: string
  /** Versions of the archive's state, of Dateline and of its extractor. */
  versions: { archive: number; dateline: string; extractor: string }
}

/**
 * Dates are text, because a column mixes days and times, which no date type of the standard allows.
 */
const TYPES: Record<ColumnType, string> = {
  text: 'string',
  date: 'string',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
  list: 'array',
}

export const LICENCE_FILE = 'LICENCE.md'

export const LICENCE = `# Licence

The articles belong to their publishers: titles, sentences and texts in these files are theirs, and may be passed on only as
far as they or the law allow. What was counted from them (names, ties, dates, numbers) may be used freely.
`

export function fieldsOf<Row>(columns: readonly Column<Row>[]): Resource['schema'] {
  return {
    fields: columns.map(({ name, type, description }) => ({
      name,
      type: TYPES[type],
      description,
    })),
  }
}

/** The content of datapackage.json. */
export function describePackage({ query, created, versions }: PackageAbout, resources: Resource[]) {
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: 'dateline-export',
    title: query === '' ? 'Everything of a Dateline archive' : `Articles that match: ${query}`,
    description:
      'Articles, the names in them, and who stands with whom in one sentence, as Dateline counts it.',
    created,
    licenses: [{ name: 'other-closed', title: 'See the note', path: LICENCE_FILE }],
    sources: [{ title: 'A Dateline archive', version: String(versions.archive) }],
    dateline: { query, versions },
    resources,
  }
}
