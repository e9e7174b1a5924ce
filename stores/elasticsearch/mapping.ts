import type { estypes } from '@elastic/elasticsearch'
import type { EntityField, Facet, Field, KeywordField } from '#core/fields.ts'
import { ANALYSIS } from './analysis.ts'

/** Increase with every change of the mappings below; an index of an older version is rebuilt. */
export const MAPPING_VERSION = 11

/** The name of each field in a document. */
export const ENGINE_FIELDS = {
  title: 'title',
  body: 'body',
  date: 'day',
  person: 'persons',
  org: 'organizations',
  country: 'countries',
  city: 'cities',
  source: 'source',
  author: 'authors',
  // Older mappings do not index `place` itself: there, this one finds nothing but does not fail.
  place: 'place.keyword',
  lang: 'language',
} as const satisfies Record<Field, string>

/** The fields with only the entities that the article itself states; see `Filters.stated`. */
export const STATED_FIELDS = {
  person: 'statedPersons',
  org: 'statedOrganizations',
  country: 'statedCountries',
} as const satisfies Record<EntityField, string>

/** The field of a document with the values of a facet. */
export const facetField = (facet: Facet, stated: boolean | undefined): string =>
  stated && facet in STATED_FIELDS ? STATED_FIELDS[facet as EntityField] : ENGINE_FIELDS[facet]

/** Fields with a `words` subfield that holds the words of each value. */
export const WORDS_FIELDS = {
  city: 'cities',
  source: 'source',
  author: 'authors',
  place: 'place',
  lang: 'language',
} as const satisfies Record<KeywordField, string>

/**
 * Lucene limits terms to 32,766 bytes, and a character takes at most four: longer values are stored
 * but not found.
 */
const KEYWORD: estypes.MappingKeywordProperty = { type: 'keyword', ignore_above: 8191 }
/** Also searchable by word, for queries such as `source:post`. */
const NAMED: estypes.MappingKeywordProperty = {
  ...KEYWORD,
  fields: { words: { type: 'text', analyzer: 'dateline_written', norms: false } },
}
const STORED: estypes.MappingKeywordProperty = { type: 'keyword', index: false, doc_values: false }

/** Metadata in the mapping that identifies an index as ours. */
export interface Meta {
  dateline: {
    /** Version of the mapping. */
    version: number
    archive: string
    target: string
  }
}

/** Our metadata of an index; undefined if it is somebody else's. */
export function metaOf({ _meta }: estypes.MappingTypeMapping): Meta['dateline'] | undefined {
  return (_meta as Partial<Meta> | undefined)?.dateline
}

const TEXT: estypes.MappingTextProperty = {
  type: 'text',
  analyzer: 'dateline_written',
  fields: {
    // Phrases are searched in the words as written, so stems need no positions.
    stem: { type: 'text', analyzer: 'dateline_stem', index_options: 'freqs' },
  },
}

/** Fields of every document. */
const BASIC: Record<string, estypes.MappingProperty> = {
  id: KEYWORD,
  rev: { type: 'long' },
  /**
   * True for a tombstone, which is kept for an hour so that no late change restores the document.
   */
  deleted: { type: 'boolean' },
  deletedAt: { type: 'date' },
}

/** An article with its sentences, each with the entities that it names. */
export const ARTICLE_MAPPING: estypes.MappingTypeMapping = {
  dynamic: 'strict',
  properties: {
    ...BASIC,
    title: TEXT,
    body: TEXT,
    publishedAt: {
      type: 'date',
      // A malformed date counts as no date, as in the embedded store.
      ignore_malformed: true,
    },
    /** The day in the article's own time zone; `publishedAt` is the instant. */
    day: { type: 'date', format: 'strict_date', ignore_malformed: true },
    source: NAMED,
    authors: NAMED,
    language: NAMED,
    place: { ...STORED, fields: { ...NAMED.fields, keyword: KEYWORD } },
    url: STORED,
    persons: KEYWORD,
    organizations: KEYWORD,
    countries: KEYWORD,
    statedPersons: KEYWORD,
    statedOrganizations: KEYWORD,
    statedCountries: KEYWORD,
    /** Ids; they contain the words of the names. */
    cities: NAMED,
    story: KEYWORD,
    /** Ids of stories that were merged into its story. */
    formerStories: { ...KEYWORD, doc_values: false },
    /** Whether the story has other articles. */
    copied: { type: 'boolean' },
    sentenceCount: { type: 'integer' },
    /** Entities, each counted once per sentence. */
    nameCount: { type: 'integer' },
    sentences: {
      type: 'nested',
      properties: {
        /** 0 is the title. */
        n: { type: 'integer' },
        text: {
          type: 'text',
          analyzer: 'dateline_stem',
          index_options: 'docs',
          norms: false,
          // For phrases and prefixes within one sentence.
          fields: { written: { type: 'text', analyzer: 'dateline_written', norms: false } },
        },
        entities: KEYWORD,
        cities: { ...KEYWORD, doc_values: false },
        entityCount: { type: 'integer' },
        /** The `entities` that the sentence ties; empty for a list. */
        tying: KEYWORD,
        /** Of each the entities that not only the archive linked. */
        stated: KEYWORD,
        statedTying: KEYWORD,
        /** See `tieWeight`. */
        weight: { type: 'integer' },
        /** Id and written form of each mention: "country-az Baku". */
        written: { ...KEYWORD, doc_values: false },
      },
    },
    /** Quotations whose speaker is an entity; their text is in `reading`. */
    quotations: {
      type: 'nested',
      properties: {
        speaker: KEYWORD,
        /** Index into `reading.quotations`. */
        nth: { type: 'integer' },
        direct: { type: 'boolean' },
        /** Whether the archive alone linked the speaker. */
        inferred: { type: 'boolean' },
      },
    },
    /** Returned with the article, never searched. */
    reading: { type: 'object', enabled: false },
  },
}

export const ENTITY_MAPPING: estypes.MappingTypeMapping = {
  dynamic: 'strict',
  properties: {
    ...BASIC,
    kind: KEYWORD,
    name: KEYWORD,
    articles: { type: 'integer' },
    stories: { type: 'integer' },
    sentences: { type: 'integer' },
  },
}

export const STATE_MAPPING: estypes.MappingTypeMapping = {
  dynamic: 'strict',
  _meta: { dateline: { version: 1 } },
  properties: {
    target: KEYWORD,
    state: { type: 'object', enabled: false },
  },
}

/** Limit for one article; five million characters, the longest text, contain fewer. */
const MAX_SENTENCES = 1_000_000
/** Limit for one article on one page of evidence. */
export const MAX_INNER_HITS = 1000

/** How the indexes are spread over a cluster. */
export interface IndexLayout {
  /** Shards of the article index; the others are small and have one. */
  shards?: number | undefined
  /** Default: none on a single node, else one. */
  replicas?: number | undefined
}

export function articleSettings(layout: IndexLayout): estypes.IndicesIndexSettings {
  return {
    ...plainSettings(layout),
    number_of_shards: layout.shards ?? 1,
    refresh_interval: '-1',
    mapping: { nested_objects: { limit: MAX_SENTENCES } },
    max_inner_result_window: MAX_INNER_HITS,
    analysis: ANALYSIS,
  }
}

export function plainSettings({ replicas }: IndexLayout): estypes.IndicesIndexSettings {
  return {
    number_of_shards: 1,
    ...(replicas === undefined
      ? { auto_expand_replicas: '0-1' }
      : { number_of_replicas: replicas, auto_expand_replicas: 'false' }),
  }
}
