import type { Mention } from '#core/article.ts'
import { entityId } from '#core/entity-id.ts'
import { cutName } from '#core/limits.ts'
import { CALENDAR, CAPITAL } from './flags.ts'
import { COUNTRIES, type Entry } from '../gazetteer/gazetteer.ts'
import { type GazetteerMatch, findMatches } from './gazetteer-matches.ts'
import { STATES } from '../gazetteer/lexicon/states.ts'
import { readTokens, type Token } from './tokens.ts'

/**
 * Place and agency of a dateline ("HEFEI, July 18 (Xinhua) --"). A city stands for its country unless the country is
 * named. It only says where the story was filed, so it is kept apart from the story's names (`via: 'dateline'`).
 */
export function readDateline(text: string): Mention[] {
  const tokens = readTokens(text, 0, text.length)
  const matches = findMatches(tokens, true)
  const country = countryOf(tokens, matches)
  const countryAt = matches.findLast((match) => match?.entry.kind === 'country')?.from ?? null
  const mentions: Mention[] = []
  for (let i = 0; i < tokens.length;) {
    const agencyTo = agencyEnd(tokens, i)
    const to = agencyTo ?? matches[i]?.to ?? (i === 0 ? capitalsEnd(tokens, 1) : i + 1)
    const isCountry = countryAt === null ? mentions.length === 0 : matches[i]?.from === countryAt
    const { start } = tokens[i]!
    const surface = cutName(text.slice(start, tokens[to - 1]!.end))
    const end = start + surface.length
    const found = classify({
      ...{ surface, match: matches[i], isAgency: agencyTo !== null },
      isCity: i === 0 && isCapitalised(tokens[0]!),
      country: isCountry ? country : null,
    })
    if (found) mentions.push({ start, end, ...OF_DATELINE, surface, ...found })
    i = to
  }
  return mentions
}

const OF_DATELINE = { field: 'dateline', sentence: null, via: 'dateline' } as const

interface DatelineSpan {
  surface: string
  match: GazetteerMatch | undefined
  /** In brackets or after a slash. */
  isAgency: boolean
  /** First and capitalised, so a city even if the gazetteer does not know it. */
  isCity: boolean
  /** Country code of the dateline, if this span represents it. */
  country: string | null
}

type DatelineEntity = Pick<Mention, 'kind' | 'entity' | 'name' | 'confidence'>

function classify({
  surface,
  match,
  isAgency,
  isCity,
  country,
}: DatelineSpan): DatelineEntity | null {
  if (match?.entry.kind === 'organization' && match.from > 0)
    return agencyEntity(match.entry.target)
  if (isAgency) return agencyEntity(surface)
  if (match?.entry.kind === 'none' || (!match && !isCity)) return null
  if (country) return countryEntity(country)
  return {
    kind: 'place',
    entity: null,
    name: match?.entry.words.join(' ') ?? surface,
    confidence: 0.6,
  }
}

/** The last place decides: "PARIS, Texas" and "RENO, Nev." are in the United States. */
function countryOf(tokens: Token[], matches: (GazetteerMatch | undefined)[]): string | null {
  let code: string | null = null
  for (let i = 0; i < tokens.length; i++) {
    const state =
      tokens[i - 1]?.word.text === ',' && STATES.get(tokens[i]!.word.lower.replaceAll('.', ''))
    const match = matches[i]
    code = state || (match && codeOf(match.entry)) || code
  }
  return code
}

function codeOf({ kind, target }: Entry): string | null {
  if (kind === 'none' || kind === 'demonym' || kind === 'organization') return null
  if (COUNTRIES.has(target)) return target
  const parent = target.split('-')[0]!
  return COUNTRIES.has(parent) ? parent : null
}

function countryEntity(code: string): DatelineEntity {
  const name = COUNTRIES.get(code)!.name
  return { kind: 'country', entity: entityId('country', code), name, confidence: 0.6 }
}

function agencyEntity(name: string): DatelineEntity {
  return { kind: 'organization', entity: entityId('organization', name), name, confidence: 0.7 }
}

/** End of the capitalised words in brackets or after a slash; null if there are none. */
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
