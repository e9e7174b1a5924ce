import { extname } from 'node:path'
import type { Format } from '../result.ts'

const BY_ENDING: Record<string, Format> = {
  txt: 'text',
  text: 'text',
  md: 'text',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  json: 'json',
  csv: 'csv',
  tsv: 'tsv',
  tab: 'tsv',
  rss: 'feed',
  atom: 'feed',
  rdf: 'feed',
  xml: 'feed',
}
/** First bytes of binary files that contain no zero bytes. */
const SIGNATURES = [
  '%PDF-',
  'PK\x03\x04',
  '\x89PNG',
  'GIF8',
  '\xff\xd8\xff',
  '{\\rtf',
  '\x1f\x8b',
  'BZh',
  '7z\xbc\xaf',
]
const MAX_CONTROL_SHARE = 0.05
/** Some systems leave stray zeros in a text; binary files have more. */
const MAX_ZERO_SHARE = 0.005
const COLUMN_NAMES = /\b(?:title|headline|body|text|content|article|date|published|url|link)/i

/**
 * Detects a file's format by its extension, except for JSON and XML, of which there are two kinds;
 * else by its content.
 */
export function detectFormat(path: string, head: Buffer): Format {
  const ending = /\.([a-z]+)(?:\.(?:gz|gzip))?$/i.exec(path)?.[1]?.toLowerCase() ?? ''
  const named = Object.hasOwn(BY_ENDING, ending) ? BY_ENDING[ending]! : null
  const text = head.toString('latin1').trimStart()
  if (named === 'json' || named === 'jsonl') return jsonKind(text) ?? named
  if (named === 'feed') return isPage(text) ? 'html' : 'feed'
  return named ?? sniff(text)
}

/**
 * Derives an outlet from a file's name: "meridian" for "meridian.jsonl.gz", "review" for
 * "review.rss.xml".
 */
export function withoutEndings(name: string): string {
  let rest = name.replace(/\.(?:gz|gzip)$/i, '')
  for (let ending = extname(rest); ending !== ''; ending = extname(rest)) {
    if (rest !== name && !Object.hasOwn(BY_ENDING, ending.slice(1).toLowerCase())) break
    rest = rest.slice(0, -ending.length)
  }
  return rest
}

export function isBinary(head: Buffer): boolean {
  const start = head.toString('latin1', 0, 8)
  if (SIGNATURES.some((signature) => start.startsWith(signature))) return true
  let controls = 0
  let zeros = 0
  for (const byte of head) {
    if (byte === 0) zeros++
    else if (byte < 0x20 && !isWhite(byte)) controls++
  }
  return controls > head.length * MAX_CONTROL_SHARE || zeros > head.length * MAX_ZERO_SHARE
}

/**
 * Tab, line feed, vertical tab, form feed, carriage return; and escape, which begins colours in
 * logs.
 */
const isWhite = (byte: number) => (byte >= 0x09 && byte <= 0x0d) || byte === 0x1b

function sniff(text: string): Format {
  const json = jsonKind(text)
  if (json) return json
  if (text.startsWith('<')) {
    if (isPage(text)) return 'html'
    return /^<(?:\?xml|rss|feed|rdf:rdf)\b/i.test(text) ? 'feed' : 'html'
  }
  return tableKind(text) ?? 'text'
}

/** 'jsonl' for one value per line, 'json' for values over several lines; null if it is not JSON. */
function jsonKind(text: string): 'jsonl' | 'json' | null {
  if (text.startsWith('[')) return 'json'
  if (!text.startsWith('{')) return null
  const [first = '', second] = text.split(/\r?\n/, 2)
  // If the first line extends beyond the head, the beginning of a second record decides.
  return second === undefined || second.startsWith('{') || isJson(first) ? 'jsonl' : 'json'
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const isPage = (text: string) => /<!doctype html|<html[\s>]/i.test(text.slice(0, 2000))

/** The first line has known column names, and the second as many delimiters. */
function tableKind(text: string): 'csv' | 'tsv' | null {
  const [header = '', first = ''] = text.split('\n', 2)
  if (!COLUMN_NAMES.test(header) || header.length > 2000) return null
  if (header.includes('\t') && first.includes('\t')) return 'tsv'
  return [',', ';', '|'].some((sign) => header.includes(sign) && first.includes(sign))
    ? 'csv'
    : null
}
