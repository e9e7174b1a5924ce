/*
 * What a reader takes in, and no more; `core/limits.ts` has what extraction is held to as well. A megabyte is a million
 * bytes here.
 */

/** One record of a file, as it stands there: a line, an element of an array, a whole page. */
export const MAX_RECORD_BYTES = 20_000_000
/** The text of an article, in UTF-8. */
export const MAX_TEXT_BYTES = 5_000_000
/** An own id above this length is hashed. */
export const MAX_OWN_ID_LENGTH = 80
/** What the dead-letter list keeps of a record. */
export const MAX_SAMPLE_BYTES = 4000
/** Levels of JSON values or XML elements inside each other. */
export const MAX_DEPTH = 64

/** A gzip that unfolds beyond this ratio is a bomb, but only above a size where that would hurt. */
export const MAX_GZIP_RATIO = 100
export const GZIP_RATIO_MATTERS_FROM_BYTES = 50_000_000
