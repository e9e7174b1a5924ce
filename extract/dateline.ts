import type { Mention } from '#core/article.ts'
import { entityId } from '#core/entity-id.ts'
import { ALL_CAPS, CALENDAR, CAPITAL } from './flags.ts'
import { COUNTRIES, type Entry } from './gazetteer.ts'
import type { Mark } from './marks.ts'
import { scan } from './marks.ts'
import { readTokens, type Token } from './tokens.ts'

/**
 * Place and agency of a dateline ("HEFEI, July 18 (Xinhua) --"): a city or state stands for its country, which is no
 * more than where the story was written, and so kept apart from its own names.
 */
export function readDateline(text: string): Mention[] {
  const tokens = readTokens(text, 0, text.length)
  const marks = scan(tokens, true)
  const mentions: Mention[] = []
  const add = (from: number, to: number, found: Found) =>
    mentions.push(mention(text, tokens, from, to, found))
  const country = countryOf(marks)
  let isPlaced = false
  for (let i = 0; i < tokens.length;) {
    const mark = marks[i]
    const to = mark?.to ?? i + 1
    if (mark?.entry.kind === 'organization') add(i, to, agency(mark.entry.target))
    else if (isAgency(tokens, i)) add(i, to, agency(tokens[i]!.word.text))
    else if (mark) {
      const isNew = country !== null && !isPlaced
      add(
        i,
        to,
        isNew
          ? located(country)
          : { kind: 'place', entity: null, name: mark.entry.words.join(' '), confidence: 0.6 },
      )
      isPlaced = true
    } else if (i === 0 && isPlace(tokens, 0)) {
      const end = runEnd(tokens)
      add(0, end, {
        kind: 'place',
        entity: null,
        name: text.slice(0, tokens[end - 1]!.end),
        confidence: 0.6,
      })
      i = end
      continue
    }
    i = to
  }
  return mentions
}

type Found = Pick<Mention, 'kind' | 'entity' | 'name' | 'confidence'>

function mention(text: string, tokens: Token[], from: number, to: number, found: Found): Mention {
  const { start } = tokens[from]!
  const { end } = tokens[to - 1]!
  const surface = text.slice(start, end)
  return { start, end, field: 'dateline', sentence: null, surface, via: 'dateline', ...found }
}

/** The last place named decides: "PARIS, Texas" is American. */
function countryOf(marks: (Mark | undefined)[]): string | null {
  let code: string | null = null
  for (const mark of marks)
    if (mark && mark.entry.kind !== 'organization') code = codeOf(mark.entry) ?? code
  return code
}

function codeOf({ kind, target }: Entry): string | null {
  if (kind === 'none' || kind === 'demonym') return null
  if (COUNTRIES.has(target)) return target
  const parent = target.split('-')[0]!
  return COUNTRIES.has(parent) ? parent : null
}

function located(code: string): Found {
  const name = COUNTRIES.get(code)!.name
  return { kind: 'country', entity: entityId('country', code), name, confidence: 0.6 }
}

function agency(name: string): Found {
  return { kind: 'organization', entity: entityId('organization', name), name, confidence: 0.7 }
}

/** A capitalised word in brackets or behind a slash. */
function isAgency(tokens: Token[], at: number): boolean {
  const { flags } = tokens[at]!.word
  if ((flags & CAPITAL) === 0 || flags & CALENDAR) return false
  const before = tokens[at - 1]?.word.text
  return before === '/' || (before === '(' && tokens[at + 1]?.word.text === ')')
}

function isPlace(tokens: Token[], at: number): boolean {
  const { flags } = tokens[at]!.word
  return (flags & (CAPITAL | ALL_CAPS)) !== 0 && (flags & CALENDAR) === 0
}

function runEnd(tokens: Token[]): number {
  let end = 1
  while (end < tokens.length && isPlace(tokens, end)) end++
  return end
}
