/*
 * Limits that readers, extraction and both stores share, so that the stores can converge.
 */

/** Maximum length of names and URLs in UTF-16 units; longer ones are cut. */
export const MAX_NAME_LENGTH = 1000

/** Maximum number of mentions in an article; further ones are left out. */
export const MAX_MENTIONS = 50_000

/** Cuts a name to the limit without splitting a surrogate pair. */
export function cutName(name: string): string {
  if (name.length <= MAX_NAME_LENGTH) return name
  return name.slice(0, MAX_NAME_LENGTH).replace(/[\ud800-\udbff]$/, '')
}
