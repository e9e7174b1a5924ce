/** Query parameters still encoded: lists must be split before their values are decoded. */
export type RawQuery = ReadonlyMap<string, string>

/** Parses "?a=1&b=2"; the first of repeated parameters counts. */
export function readRaw(search: string): RawQuery {
  const query = new Map<string, string>()
  for (const part of search.replace(/^\?/, '').split('&')) {
    const equals = part.indexOf('=')
    const name = decodeValue(equals < 0 ? part : part.slice(0, equals))
    if (name && !query.has(name)) query.set(name, equals < 0 ? '' : part.slice(equals + 1))
  }
  return query
}

/** Decodes one value; empty if the parameter is missing. */
export function textParameter(query: RawQuery, name: string): string {
  return decodeValue(query.get(name) ?? '')
}

/** Splits a list at its commas into included values and, with a leading minus, excluded ones. */
export function listParameter(query: RawQuery, name: string): { any: string[]; none: string[] } {
  const parts = (query.get(name) ?? '').split(',').filter((part) => part !== '' && part !== '-')
  return {
    any: distinct(parts.filter((part) => !part.startsWith('-')).map(decodeValue)),
    none: distinct(
      parts.filter((part) => part.startsWith('-')).map((part) => decodeValue(part.slice(1))),
    ),
  }
}

/** Encodes a list as one value. */
export function encodeList(any: string[], none: string[] = []): string {
  return [...any.map(encodeValue), ...none.map((value) => `-${encodeValue(value)}`)].join(',')
}

/** Joins encoded values to "?a=1&b=2" in the given order; skips empty ones. */
export function writeQuery(parameters: [name: string, encoded: string][]): string {
  const written = parameters.filter(([, value]) => value !== '')
  return written.length === 0 ? '' : '?' + written.map((pair) => pair.join('=')).join('&')
}

/** Encodes only characters that would be misread in a URL, to keep it readable. */
export function encodeValue(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replace(/%20/g, '+')
    .replace(/%3A/g, ':')
    .replace(/%2F/g, '/')
    .replace(/'/g, '%27')
    .replace(/^-/, '%2D')
}

/** Returns values that cannot be decoded as they are. */
export function decodeValue(encoded: string): string {
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
