import { readEntries } from './gazetteer-file.ts'
import { BLOCKED } from './lexicon/blocked.ts'
import { REGIONS } from './lexicon/regions.ts'

/** A gazetteer name and what it denotes. */
export interface Entry {
  kind: 'country' | 'demonym' | 'capital' | 'place' | 'organization' | 'none'
  /** Code of the country or subdivision, or canonical name of the organization. */
  target: string
  /** Its words in their usual case. */
  words: string[]
}

/** A node of the trie over lower-case words. */
export interface Node {
  next: Map<string, Node> | undefined
  entries: Entry[]
}

export interface Country {
  code: string
  name: string
  status: 'sovereign' | 'territory' | 'breakaway' | 'historical'
  /** Neutral explanation of the status. */
  reason: string
}

/** All countries by code. */
export const COUNTRIES = new Map(
  readEntries<Country>('countries.json').map((country) => [country.code, country]),
)

const ROOT: Node = { next: new Map(), entries: [] }

for (const [text, kind, code] of readEntries<[string, Entry['kind'], string]>('names.json')) {
  add(text, kind, code)
}
for (const names of readEntries<string[]>('organizations.json')) {
  for (const name of names) add(name, 'organization', names[0]!)
}
for (const [name, code] of readEntries<[string, string]>('places.json')) add(name, 'place', code)
for (const name of REGIONS) add(name, 'place', '')
for (const name of BLOCKED) add(name, 'none', '')

/** The node for a first word; undefined if no name starts with it. */
export function firstNode(lower: string): Node | undefined {
  return ROOT.next!.get(lower)
}

/** Adds a name as written, and with spaces instead of hyphens. */
function add(text: string, kind: Entry['kind'], target: string): void {
  insert(tokenized(text), kind, target)
  if (/\p{L}-\p{L}/u.test(text)) insert(tokenized(text.replaceAll('-', ' ')), kind, target)
}

/** Splits a name the way the tokenizer does: possessives and commas are separate tokens. */
function tokenized(text: string): string[] {
  return text
    .replace(/(,|'s?(?=\s|$)|\/| & )/g, ' $1 ')
    .trim()
    .split(/\s+/)
}

function insert(words: string[], kind: Entry['kind'], target: string): void {
  let node = ROOT
  for (const word of words) {
    const lower = word.toLowerCase()
    node.next ??= new Map()
    const next = node.next.get(lower) ?? { next: undefined, entries: [] }
    node.next.set(lower, next)
    node = next
  }
  node.entries.push({ kind, target, words })
}
