import type { Name } from './name.ts'
import type { Organizations } from './organizations.ts'
import type { Persons } from './persons.ts'
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
