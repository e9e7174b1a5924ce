import type { Name } from './spans/name.ts'
import type { Organizations } from './organizations/organizations.ts'
import type { Persons } from './persons.ts'
import type { Segment } from '../text/segment.ts'

interface KnownForm {
  kind: 'person' | 'organization'
  full: string
  words: number
}

/** The people and organizations of an article's body by their lower-cased forms. */
export interface KnownForms {
  forms: Map<string, KnownForm>
  /** Length in words of the longest form, by first word. */
  longest: Map<string, number>
}

export function collectKnownForms({ names, short }: Organizations, persons: Persons): KnownForms {
  const known: KnownForms = { forms: new Map(), longest: new Map() }
  for (const full of persons.full) add(known, full, 'person', full)
  for (const [form, full] of persons.surname) if (full) add(known, form, 'person', full)
  for (const { full, resolved } of names) if (resolved) add(known, full, 'organization', full)
  for (const [form, full] of short) if (full) add(known, form, 'organization', full)
  return known
}

function add(
  { forms, longest }: KnownForms,
  form: string,
  kind: KnownForm['kind'],
  full: string,
): void {
  const lower = form.toLowerCase()
  if (forms.has(lower)) return
  const words = lower.split(' ')
  forms.set(lower, { kind, full, words: words.length })
  longest.set(words[0]!, Math.max(words.length, longest.get(words[0]!) ?? 0))
}

/** The names of a headline that also occur in the body, in any case: capitals are not evidence in a headline. */
export function headlineNames(segment: Segment, known: KnownForms): Name[] {
  const names: Name[] = []
  for (let i = 0; i < segment.tokens.length; i++) {
    const found = longestAt(segment, i, known)
    if (!found || (found.kind === 'person' && isBeforeTicker(segment, i + found.words))) continue
    names.push(toName(segment, i, found))
    i += found.words - 1
  }
  return names
}

/** "TAFT <TFB>" is the firm, even if the body has a person of that name. */
function isBeforeTicker({ tokens }: Segment, at: number): boolean {
  return tokens[at]?.word.text === '<' && tokens[at + 2]?.word.text === '>'
}

function longestAt(
  { tokens, style }: Segment,
  at: number,
  { forms, longest }: KnownForms,
): KnownForm | null {
  const { lower, text } = tokens[at]!.word
  if (style === 'headline' && text === lower) return null
  const most = Math.min(longest.get(lower) ?? 0, LONGEST, tokens.length - at)
  for (let words = most; words > 0; words--) {
    const own = tokens.slice(at, at + words).map(({ word }) => word.lower)
    const found = forms.get(own.join(' '))
    if (found) return found
  }
  return null
}

const LONGEST = 12

function toName(segment: Segment, from: number, { words, kind, full }: KnownForm): Name {
  const { tokens } = segment
  const own = tokens.slice(from, from + words).map(({ word }) => word.lower)
  const isFull = own.join(' ') === full.toLowerCase()
  const short = kind === 'person' ? 'surname' : 'acronym'
  return {
    segment,
    from,
    to: from + words,
    kind,
    full,
    resolved: true,
    via: isFull ? 'rule' : short,
    confidence: 0.8,
  }
}
