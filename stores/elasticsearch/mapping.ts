import type { Field } from '#core/fields.ts'
import { ANALYSIS } from './analysis.ts'

/** Another number for every change of what is below: an index of an older one is filled anew. */
export const MAPPING_VERSION = 3

/** What each field is called in a document. */
export const ENGINE_FIELDS = {
  title: 'title',
  body: 'body',
  date: 'publishedAt',
  person: 'persons',
  org: 'organizations',
  country: 'countries',
  source: 'source',
  author: 'authors',
  // Beside `place`, which older indexes have without an index: a search over one of those finds no value, and no error.
  place: 'place.keyword',
  lang: 'language',
} as const satisfies Record<Field, string>

/** Lucene takes 32,766 bytes, and a character takes four of them at most: a longer value is stored but not found. */
const KEYWORD = { type: 'keyword', ignore_above: 8191 }
const STORED = { type: 'keyword', index: false, doc_values: false }

/** Stands beside the index for whoever opens it, and tells us that it is ours. */
export interface Meta {
  dateline: {
    /** Of the mapping. */
    version: number
    archive: string
    target: string
  }
}

const TEXT = {
  type: 'text',
  analyzer: 'dateline_written',
  fields: {
    // No phrase is looked for by stems, so they need no positions.
    stem: { type: 'text', analyzer: 'dateline_stem', index_options: 'freqs' },
  },
}

/** What every document has. */
const BASIC = {
  id: KEYWORD,
  rev: { type: 'long' },
  /** Taken out; kept for an hour, so that no late change brings it back. */
  deleted: { type: 'boolean' },
  deletedAt: { type: 'date' },
}

/** An article with its sentences, and in each the names that stand in it. */
export const ARTICLE_MAPPING = {
  dynamic: 'strict',
  properties: {
    ...BASIC,
    title: TEXT,
    body: TEXT,
    publishedAt: {
      type: 'date',
      // A date that cannot be read is no date, as in the embedded store.
      ignore_malformed: true,
      fields: { written: { type: 'keyword', index: false, ignore_above: 64 } },
    },
    source: KEYWORD,
    authors: KEYWORD,
    language: KEYWORD,
    place: { ...STORED, fields: { keyword: KEYWORD } },
    url: STORED,
    persons: KEYWORD,
    organizations: KEYWORD,
    countries: KEYWORD,
    sentenceCount: { type: 'integer' },
    /** Names, each once a sentence. */
    nameCount: { type: 'integer' },
    sentences: {
      type: 'nested',
      properties: {
        /** 0 is the title. */
        n: { type: 'integer' },
        text: { type: 'text', analyzer: 'dateline_stem', index_options: 'docs', norms: false },
        entities: KEYWORD,
        /** How many these are: a sentence of too many makes no tie. */
        entityCount: { type: 'integer' },
        /** Id and written form of each name: "country-az Baku". */
        written: { ...KEYWORD, doc_values: false },
      },
    },
    /** What else is answered for a whole article. */
    reading: { type: 'object', enabled: false },
  },
}

export const ENTITY_MAPPING = {
  dynamic: 'strict',
  properties: {
    ...BASIC,
    kind: KEYWORD,
    name: KEYWORD,
    articles: { type: 'integer' },
    sentences: { type: 'integer' },
  },
}

export const STATE_MAPPING = {
  dynamic: 'strict',
  _meta: { dateline: { version: 1 } },
  properties: {
    target: KEYWORD,
    state: { type: 'object', enabled: false },
  },
}

/** Lucene documents in one article of five million characters: no more sentences than characters can be split into. */
const MAX_SENTENCES = 1_000_000
/** Of one article on one page of evidence. */
export const MAX_INNER_HITS = 1000

export function articleSettings() {
  return {
    number_of_shards: 1,
    // None on a single node, one where there are more.
    auto_expand_replicas: '0-1',
    refresh_interval: '-1',
    mapping: { nested_objects: { limit: MAX_SENTENCES } },
    max_inner_result_window: MAX_INNER_HITS,
    analysis: ANALYSIS,
  }
}

export function plainSettings() {
  return { number_of_shards: 1, auto_expand_replicas: '0-1' }
}
