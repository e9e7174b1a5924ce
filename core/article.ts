/** One published text, as a reader yields it. Texts are kept character for character, in NFC; offsets are UTF-16 units. */
export interface Article {
  id: string
  /** The title as written; empty if there is none. */
  title: string
  body: string
  /** The dateline as written ("LONDON, March 3 -"), cut off from the body; null if there is none. */
  dateline: string | null
  /** The city of the dateline. */
  place: string | null
  /** A byline line cut off from the body ("By Jane Roe"); `authors` holds the names. */
  byline: string | null
  /** Boilerplate cut off from the end of the body: kept, never indexed. */
  tail: string | null
  /**
   * ISO 8601 with time and the offset that was written, a bare date where only the day is known, null where neither is.
   * Its first ten characters are the day that the article is dated.
   */
  publishedAt: string | null
  /** The date as written, kept where it could not be read. */
  publishedText: string | null
  /** The outlet. */
  source: string
  authors: string[]
  url: string | null
  /** BCP 47, "en" unless the record says otherwise. */
  language: string
  /** What else the record held, by its own names. */
  metadata: Record<string, unknown>
}

/** Which text of an article offsets point into. */
export type TextPart = 'title' | 'body' | 'dateline'

/** A piece of an article's text, the unit of evidence. The title is sentence 0, the body starts at 1. */
export interface Sentence {
  n: number
  field: 'title' | 'body'
  start: number
  end: number
}

export const ENTITY_KINDS = ['person', 'organization', 'country'] as const
export type EntityKind = (typeof ENTITY_KINDS)[number]

/** Other locations are kept as mentions but are no entities of the graph. */
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
  /** Linked over the whole archive: the article itself does not say who is meant. */
  | 'archive'

/** A place in a text where a name stands: `text.slice(start, end) === surface`. */
export interface Mention {
  start: number
  end: number
  field: TextPart
  /** The sentence it stands in; null in a dateline, which is not evidence. */
  sentence: number | null
  surface: string
  kind: MentionKind
  /** Null for places, and for lone names that neither the article nor the archive resolves. */
  entity: string | null
  /** The full name this mention stands for ("Vedant Patel" for "Patel"). */
  name: string
  via: Via
  /** From 0 to 1. */
  confidence: number
  /** The title before a person whom the article does not name in full: "president". */
  title?: string
  /** Why a mention that was linked over the archive means this entity, as a sentence fragment. */
  why?: string
}

/** A person's function at an organization or country, as one sentence states it. */
export interface Role {
  /** Position in `mentions`. */
  person: number
  /** Position in `mentions`. */
  of: number
  /** In a normal form: lower case, "foreign minister". */
  title: string
  sentence: number
  pattern: string
  confidence: number
  former: boolean
}

/** Part of a text, in UTF-16 units. */
export interface TextSpan {
  start: number
  end: number
}

/** What somebody is reported to have said. All spans are into one text, the title or the body. */
export interface Quotation {
  field: 'title' | 'body'
  /** The sentence that says who said it. */
  sentence: number
  /** Position in `mentions` of the name of who speaks; null where the text gives none ("officials", "a source"). */
  speaker: number | null
  /** Who speaks, as written: "he", "a spokesman for the ministry"; null where nobody is named. */
  source: TextSpan | null
  /** The words that attribute it: "said", "according to". */
  cue: TextSpan
  /** What was said, in text order, quotation marks included. */
  content: TextSpan[]
  /** Whether any of it is in quotation marks. */
  direct: boolean
  /** From 0 to 1. */
  confidence: number
}

/** What extraction reads out of a text; a pure function of the text and the extractor's version. */
export interface Reading {
  sentences: Sentence[]
  mentions: Mention[]
  roles: Role[]
  quotations: Quotation[]
}

/** The text that extraction reads. */
export interface ExtractInput {
  title: string
  body: string
  dateline: string | null
}
