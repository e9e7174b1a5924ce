/*
 * Limits of what is read; limits shared with extraction are in `core/limits.ts`. A megabyte is a
 * million bytes here.
 */

/** One record of a file in bytes: a line, an element of an array, a whole page. */
export const MAX_RECORD_BYTES = 20_000_000
/** The text of an article, in UTF-8. */
export const MAX_TEXT_BYTES = 5_000_000
/** Longer own ids are hashed. */
export const MAX_OWN_ID_LENGTH = 80
/** Part of a rejected record that is kept. */
export const MAX_SAMPLE_BYTES = 4000
/** Nesting of JSON values or XML elements. */
export const MAX_DEPTH = 64

/** A gzip beyond this ratio is treated as a bomb, but only above a size where it would hurt. */
export const MAX_GZIP_RATIO = 100
export const GZIP_RATIO_MATTERS_FROM_BYTES = 50_000_000
