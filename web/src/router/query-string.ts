/** Parameters as they stand in an address, still encoded: a list is split before its values are decoded. */
export type RawQuery = ReadonlyMap<string, string>

/** Reads "?a=1&b=2"; of a parameter given twice the first counts. */
export function readRaw(search: string): RawQuery {
  const query = new Map<string, string>()
  for (const part of search.replace(/^\?/, '').split('&')) {
    const equals = part.indexOf('=')
    const name = decode(equals < 0 ? part : part.slice(0, equals))
    if (name && !query.has(name)) query.set(name, equals < 0 ? '' : part.slice(equals + 1))
  }
  return query
}

/** One value as text; empty where the parameter is missing. */
export function readText(query: RawQuery, name: string): string {
  return decode(query.get(name) ?? '')
}

/** A list split at its commas, with values that a leading minus excludes apart. */
export function readList(query: RawQuery, name: string): { any: string[]; none: string[] } {
  const parts = (query.get(name) ?? '').split(',').filter((part) => part !== '' && part !== '-')
  return {
    any: distinct(parts.filter((part) => !part.startsWith('-')).map(decode)),
    none: distinct(
      parts.filter((part) => part.startsWith('-')).map((part) => decode(part.slice(1))),
    ),
  }
}

/** A list as one encoded value. */
export function encodeList(any: string[], none: string[] = []): string {
  return [...any.map(encode), ...none.map((value) => `-${encode(value)}`)].join(',')
}

/** "?a=1&b=2" of encoded values, in the given order; empty ones are left out. */
export function writeQuery(parameters: [name: string, encoded: string][]): string {
  const written = parameters.filter(([, value]) => value !== '')
  return written.length === 0 ? '' : '?' + written.map((pair) => pair.join('=')).join('&')
}

/** Encodes what would be misread in an address and leaves the rest readable. */
export function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replace(/%20/g, '+')
    .replace(/%3A/g, ':')
    .replace(/%2F/g, '/')
    .replace(/'/g, '%27')
    .replace(/^-/, '%2D')
}

/** What cannot be decoded stays as written. */
export function decode(encoded: string): string {
  const spaced = encoded.replace(/\+/g, ' ')
  try {
    return decodeURIComponent(spaced)
  } catch {
    return spaced
  }
}

function distinct(values: string[]): string[] {
  return [...new Set(values)]
}
