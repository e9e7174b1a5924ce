import type { Mention } from '#core/article.ts'
import { entityId } from '#core/entity-id.ts'
import { cutName } from '#core/limits.ts'
import { CALENDAR, CAPITAL } from './flags.ts'
import { COUNTRIES, type Entry } from '../gazetteer/gazetteer.ts'
import { type Mark, scan } from './gazetteer-matches.ts'
import { STATES } from '../gazetteer/lexicon/states.ts'
import { readTokens, type Token } from './tokens.ts'

/**
 * Place and agency of a dateline ("HEFEI, July 18 (Xinhua) --"): a city stands for its country if that is not named, which is no
 * more than where the story was written, and so kept apart from its own names.
 */
export function readDateline(text: string): Mention[] {
  const tokens = readTokens(text, 0, text.length)
  const marks = scan(tokens, true)
  const country = countryOf(tokens, marks)
  const bearer = marks.findLast((mark) => mark?.entry.kind === 'country')?.from ?? null
  const mentions: Mention[] = []
  for (let i = 0; i < tokens.length;) {
    const agencyTo = agencyEnd(tokens, i)
    const to = agencyTo ?? marks[i]?.to ?? (i === 0 ? capitalsEnd(tokens, 1) : i + 1)
    const isBearer = bearer === null ? mentions.length === 0 : marks[i]?.from === bearer
    const { start } = tokens[i]!
    const surface = cutName(text.slice(start, tokens[to - 1]!.end))
    const end = start + surface.length
    const found = whatIs({
      ...{ surface, mark: marks[i], isAgency: agencyTo !== null },
      isCity: i === 0 && isCapitalised(tokens[0]!),
      country: isBearer ? country : null,
    })
    if (found) mentions.push({ start, end, ...OF_DATELINE, surface, ...found })
    i = to
  }
  return mentions
}

const OF_DATELINE = { field: 'dateline', sentence: null, via: 'dateline' } as const

interface Candidate {
  surface: string
  mark: Mark | undefined
  /** By how it is set off. */
  isAgency: boolean
  /** By where it stands. */
  isCity: boolean
  /** That the dateline names or means, if this is what stands for it. */
  country: string | null
}

type Found = Pick<Mention, 'kind' | 'entity' | 'name' | 'confidence'>

function whatIs({ surface, mark, isAgency, isCity, country }: Candidate): Found | null {
  if (mark?.entry.kind === 'organization' && mark.from > 0) return agency(mark.entry.target)
  if (isAgency) return agency(surface)
  if (mark?.entry.kind === 'none' || (!mark && !isCity)) return null
  if (country) return located(country)
  return {
    kind: 'place',
    entity: null,
    name: mark?.entry.words.join(' ') ?? surface,
    confidence: 0.6,
  }
}

/** The last place named decides: "PARIS, Texas" and "RENO, Nev." are American. */
function countryOf(tokens: Token[], marks: (Mark | undefined)[]): string | null {
  let code: string | null = null
  for (let i = 0; i < tokens.length; i++) {
    const state =
      tokens[i - 1]?.word.text === ',' && STATES.get(tokens[i]!.word.lower.replaceAll('.', ''))
    const mark = marks[i]
    code = state || (mark && codeOf(mark.entry)) || code
  }
  return code
}

function codeOf({ kind, target }: Entry): string | null {
  if (kind === 'none' || kind === 'demonym' || kind === 'organization') return null
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

/** The end of capitalised words that stand in brackets or behind a slash; null if there are none. */
function agencyEnd(tokens: Token[], at: number): number | null {
  const before = tokens[at - 1]?.word.text
  if (before !== '/' && before !== '(') return null
  const end = capitalsEnd(tokens, at)
  if (end === at || (before === '(' && tokens[end]?.word.text !== ')')) return null
  return end
}

const isCapitalised = ({ word: { flags } }: Token) =>
  (flags & CAPITAL) !== 0 && (flags & CALENDAR) === 0

function capitalsEnd(tokens: Token[], at: number): number {
  let end = at
  while (end < tokens.length && isCapitalised(tokens[end]!)) end++
  return end
}
