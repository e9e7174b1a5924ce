/** One published text, as a reader returns it. Texts are kept verbatim, in NFC; offsets are UTF-16 units. */
export interface Article {
  id: string
  /** The title as written; empty if there is none. */
  title: string
  body: string
  /** The dateline as written ("LONDON, March 3 -"), removed from the body; null if there is none. */
  dateline: string | null
  /** The city of the dateline. */
  place: string | null
  /** A byline removed from the body ("By Jane Roe"); `authors` holds the names. */
  byline: string | null
  /** Boilerplate removed from the end of the body: stored, never indexed. */
  tail: string | null
  /**
   * ISO 8601 with time and the offset that was written, a bare date where only the day is known, null where neither is.
   * Its first ten characters are the day that the article is dated.
   */
  publishedAt: string | null
  /** The date as written, kept if it could not be parsed. */
  publishedText: string | null
  /** The outlet. */
  source: string
  authors: string[]
  url: string | null
  /** BCP 47, "en" unless the record says otherwise. */
  language: string
  /** Other fields of the record, under their own names. */
  metadata: Record<string, unknown>
}

/** The text of an article that offsets refer to. */
export type TextPart = 'title' | 'body' | 'dateline'

/** A sentence of an article, the unit of evidence. The title is sentence 0; the body starts at 1. */
export interface Sentence {
  n: number
  field: 'title' | 'body'
  start: number
  end: number
}

export const ENTITY_KINDS = ['person', 'organization', 'country'] as const
export type EntityKind = (typeof ENTITY_KINDS)[number]

/** Other locations are stored as mentions but are not entities of the graph. */
export type MentionKind = EntityKind | 'place'

/** How a mention was found. */
export type Via =
  | 'tagger'
  | 'gazetteer'
  | 'surname'
  | 'acronym'
  | 'demonym'
  | 'capital'
  | 'dateline'
  | 'byline'
  | 'rule'
  /** Linked across the archive: the article itself does not say who is meant. */
  | 'archive'

/** An occurrence of a name in a text: `text.slice(start, end) === surface`. */
export interface Mention {
  start: number
  end: number
  field: TextPart
  /** The sentence that contains it; null in a dateline, which is not evidence. */
  sentence: number | null
  surface: string
  kind: MentionKind
  /** Of a place that is a city: its id, as `core/city.ts` makes it. */
  city?: string
  /** Null for places, and for lone names that neither the article nor the archive resolves. */
  entity: string | null
  /** The full name this mention stands for ("Vedant Patel" for "Patel"). */
  name: string
  via: Via
  /** From 0 to 1. */
  confidence: number
  /** The title before a person whose full name the article does not give: "president". */
  title?: string
  /** Why a mention linked across the archive means this entity, as a sentence fragment. */
  why?: string
  /** True where the name ties its entity to nobody: in a table or a line-up, a credit, or as an acronym behind the name that it is short for. */
  aside?: true
}

/** A person's function at an organization or country, as one sentence states it. */
export interface Role {
  /** Index into `mentions`. */
  person: number
  /** Index into `mentions`. */
  of: number
  /** Normalized to lower case: "foreign minister". */
  title: string
  sentence: number
  pattern: string
  confidence: number
  former: boolean
  /** When it began, as the sentence states it; see `role-time.ts`. Null if it does not. */
  since: string | null
  /** When it ended. */
  until: string | null
}

/** A range of a text, in UTF-16 units. */
export interface TextSpan {
  start: number
  end: number
}

/** What somebody is reported to have said. All spans are into one text, the title or the body. */
export interface Quotation {
  field: 'title' | 'body'
  /** The sentence that names the speaker. */
  sentence: number
  /** Index into `mentions` of the speaker; null if the text names none ("officials", "a source"). */
  speaker: number | null
  /** The speaker as written: "he", "a spokesman for the ministry"; null if none is given. */
  source: TextSpan | null
  /** The attributing words: "said", "according to". */
  cue: TextSpan
  /** Spans of what was said, in text order, including quotation marks. */
  content: TextSpan[]
  /** Whether any of it is in quotation marks. */
  direct: boolean
  /** From 0 to 1. */
  confidence: number
}

/** The result of extraction; a pure function of the text and the extractor's version. */
export interface Reading {
  sentences: Sentence[]
  mentions: Mention[]
  roles: Role[]
  quotations: Quotation[]
}

/** The text that is given to extraction. */
export interface ExtractInput {
  title: string
  body: string
  dateline: string | null
}
