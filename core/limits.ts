/*
 * Limits that readers, extraction and both stores share, so that the stores can converge.
 */

/** Names of people, organizations and outlets, and URLs, in UTF-16 units; longer ones are cut. */
export const MAX_NAME_LENGTH = 1000

/** Names found in one article; a text that is nothing but names has hundreds of thousands, which are left out. */
export const MAX_MENTIONS = 50_000

/** A name within the limit; a surrogate pair at its end is left out rather than halved. */
export function cutName(name: string): string {
  if (name.length <= MAX_NAME_LENGTH) return name
  return name.slice(0, MAX_NAME_LENGTH).replace(/[\ud800-\udbff]$/, '')
}
