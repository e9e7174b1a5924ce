import { readEntries } from './gazetteer-file.ts'
import { BLOCKED } from './lexicon/blocked.ts'
import { REGIONS } from './lexicon/regions.ts'

/** What a known name stands for. */
export interface Entry {
  kind: 'country' | 'demonym' | 'capital' | 'place' | 'organization' | 'none'
  /** A country's or subdivision's code; the canonical name of an organization. */
  target: string
  /** Its words as they are written in its own case. */
  words: string[]
}

/** A state of the automaton over lower-case words. */
export interface Node {
  next: Map<string, Node> | undefined
  entries: Entry[]
}

export interface Country {
  code: string
  name: string
  status: 'sovereign' | 'territory' | 'breakaway' | 'historical'
  /** Why it has that status, in neutral words. */
  reason: string
}

/** Every country by its code, with its status. */
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

/** The state after a first word; undefined if no name begins with it. */
export function beginnings(lower: string): Node | undefined {
  return ROOT.next!.get(lower)
}

/** A name is found with its hyphens and with spaces in their place. */
function add(text: string, kind: Entry['kind'], target: string): void {
  insert(tokenized(text), kind, target)
  if (/\p{L}-\p{L}/u.test(text)) insert(tokenized(text.replaceAll('-', ' ')), kind, target)
}

/** As the tokenizer parts a name: the possessive and the comma stand alone. */
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
