import { CAPITAL, COMMON, GIVEN } from './flags.ts'
import type { Document } from './document.ts'
import type { Name } from './name.ts'
import type { Organizations } from './organizations.ts'
import type { Persons } from './persons.ts'
import type { Candidate } from './read-names.ts'
import type { Segment } from './segment.ts'

interface Confirmed {
  words: string[]
  kind: 'person' | 'organization'
  full: string
}

/**
 * The names of a headline: capitals say nothing there, so a name is what the text below confirms, in whatever case the
 * headline is.
 */
export function confirmedNames(
  segment: Segment,
  organizations: Organizations,
  persons: Persons,
): Name[] {
  const known = index(organizations, persons)
  const names: Name[] = []
  for (let i = 0; i < segment.tokens.length; i++) {
    const found = longestAt(segment, i, known)
    if (!found) continue
    names.push(toName(segment, i, found))
    i += found.words.length - 1
  }
  return names
}

function index(organizations: Organizations, persons: Persons): Map<string, Confirmed[]> {
  const known = new Map<string, Confirmed[]>()
  const add = (form: string, kind: Confirmed['kind'], full: string) => {
    const words = form.toLowerCase().split(' ')
    const first = words[0]!
    const others = known.get(first)
    if (others) others.push({ words, kind, full })
    else known.set(first, [{ words, kind, full }])
  }
  for (const full of persons.full) add(full, 'person', full)
  for (const [form, full] of persons.surname) if (full) add(form, 'person', full)
  for (const { full, resolved } of organizations.names)
    if (resolved) add(full, 'organization', full)
  for (const [form, full] of organizations.short) if (full) add(form, 'organization', full)
  return known
}

function longestAt(
  { tokens, style }: Segment,
  at: number,
  known: Map<string, Confirmed[]>,
): Confirmed | null {
  let found: Confirmed | null = null
  for (const candidate of known.get(tokens[at]!.word.lower) ?? []) {
    const { words } = candidate
    if (found && words.length <= found.words.length) continue
    if (!words.every((word, i) => tokens[at + i]?.word.lower === word)) continue
    if (style === 'headline' && tokens[at]!.word.text === words[0]) continue
    found = candidate
  }
  return found
}

function toName(segment: Segment, from: number, { words, kind, full }: Confirmed): Name {
  const to = from + words.length
  const isFull = words.join(' ') === full.toLowerCase()
  const short = kind === 'person' ? 'surname' : 'acronym'
  return {
    segment,
    from,
    to,
    kind,
    full,
    resolved: true,
    via: isFull ? 'rule' : short,
    confidence: 0.8,
  }
}

/** "Vedant Patel Meets the Press" over a text that says "Patel": a given name before a word that the text has. */
export function headlinePersons(document: Document): Candidate[] {
  const segment = document.title
  if (segment?.style !== 'headline') return []
  const found: Candidate[] = []
  for (let from = 0; from < segment.tokens.length; from++) {
    const to = nameEnd(document, segment, from)
    if (to === from) continue
    found.push({ segment, from, to, kind: 'person', titled: false })
    from = to - 1
  }
  return found
}

function nameEnd(document: Document, { tokens, marks }: Segment, from: number): number {
  const { flags } = tokens[from]!.word
  if ((flags & GIVEN) === 0 || flags & COMMON || marks[from]) return from
  for (let at = from + 1; at < Math.min(tokens.length, from + 4); at++) {
    const { flags, text } = tokens[at]!.word
    if ((flags & CAPITAL) === 0 || flags & COMMON || marks[at]) return from
    if (document.capitals.has(text)) return at + 1
  }
  return from
}
