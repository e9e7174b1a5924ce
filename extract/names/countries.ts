import type { Via } from '#core/article.ts'
import {
  CAPITAL,
  COMMON,
  FUNCTION_WORD,
  HONORIFIC,
  LOWER_CASE,
  ROLE,
  SYMBOL,
} from '../text/flags.ts'
import type { Document } from '../text/document.ts'
import { cityAt } from './cities.ts'
import { COUNTRIES } from '../gazetteer/gazetteer.ts'
import type { GazetteerMatch } from '../text/gazetteer-matches.ts'
import type { Name } from './spans/name.ts'
import { meansState } from './nationalities.ts'
import { standsForState } from './state-capitals.ts'
import { isNameWord } from './spans/capital-runs.ts'
import type { Segment } from '../text/segment.ts'

const CONFIDENCE = { country: 0.98, demonym: 0.9, capital: 0.5 }
const VIA: Record<string, Via> = { country: 'gazetteer', demonym: 'demonym', capital: 'capital' }

/** Evidence in the whole article for names that several countries share. */
export interface Senses {
  /** Codes of countries named by an unambiguous form. */
  named: Set<string>
  /** The subset named by more than their capital. */
  stated: Set<string>
  /** Confidence that "Georgia" is the country; 0 for the U.S. state. */
  georgia: number
}

/** Names shared by several countries; another name in the article must decide between them. */
const SHARED = new Map([
  ['Korea', ['kr', 'kp']],
  ['Korean', ['kr', 'kp']],
  ['Koreans', ['kr', 'kp']],
  ['Congo', ['cd', 'cg']],
  ['Congolese', ['cd', 'cg']],
  ['Guinean', ['gn', 'gq', 'gw', 'pg']],
  ['Guineans', ['gn', 'gq', 'gw', 'pg']],
  ['Dominican', ['do', 'dm']],
  ['Dominicans', ['do', 'dm']],
])

const CAUCASUS = new Set(['am', 'az', 'tr', 'ru', 'ge-ab', 'x-so'])

export function readSenses(document: Document): Senses {
  const named = new Set<string>()
  const stated = new Set<string>()
  let states = 0
  let georgia = 0
  for (const { matches } of [...document.body, ...(document.title ? [document.title] : [])]) {
    for (let i = 0; i < matches.length; i++) {
      const match = matches[i]
      if (match?.from !== i) continue
      const { kind, target, words } = match.entry
      if (kind === 'country' || kind === 'demonym' || kind === 'capital') named.add(target)
      if (kind === 'country' || kind === 'demonym') stated.add(target)
      if (target.startsWith('us-') || words[0] === 'Atlanta') states++
      if (target === 'ge' && words[0] !== 'Georgia') georgia += 3
      if (CAUCASUS.has(target)) georgia++
    }
  }
  return { named, stated, georgia: georgia > states ? CONFIDENCE.country : states > 0 ? 0 : 0.5 }
}

/** The country or place denoted by a gazetteer match; null if it denotes neither. */
export function countryOrPlace(
  segment: Segment,
  match: GazetteerMatch,
  senses: Senses,
): Name | null {
  const { kind, target } = match.entry
  if (kind === 'place') return place(segment, match, senses)
  if (kind !== 'country' && kind !== 'demonym' && kind !== 'capital') return null
  const isGeorgia = match.entry.words[0] === 'Georgia'
  if (isGeorgia && senses.georgia === 0) return place(segment, match, senses)
  if (kind === 'capital' && !isState(segment, match)) return place(segment, match, senses)
  if (kind !== 'capital' && isCurrency(segment, match)) return null
  if (kind === 'demonym' && isLanguage(segment, match)) return null
  if (kind === 'demonym' && !meansState(segment, match)) return nationality(segment, match)
  if (!COUNTRIES.has(target)) return null
  return {
    ...spanOf(segment, match),
    kind: 'country',
    full: kind === 'capital' ? stateOf(target, senses) : target,
    resolved: true,
    via: VIA[kind]!,
    confidence: isGeorgia ? senses.georgia : CONFIDENCE[kind],
  }
}

function isState(segment: Segment, match: GazetteerMatch): boolean {
  return !isPlaceOnly(segment, match) && standsForState(segment, match)
}

const CURRENCIES =
  /^(dlrs?|dollars?|yen|pounds?|francs?|lir[ae]|liras|guilders?|kron[ae]|kroner|kronor|krona|crowns?|pesos?|rupees?|rupiah|rubles?|roubles?|riyals?|rials?|dinars?|dirhams?|yuan|renminbi|baht|ringgit|shillings?|escudos?|pesetas?|drachmas?|schillings?|zlotys?|forints?|manats?|lari|drams?|tenge|hryvnias?|cruzados?|bolivars?|cents?|cts|pence)$/
/** Also common words, so only currencies after a nationality. */
const AMBIGUOUS_CURRENCIES = /^(won|marks?|rand|lei|leva)$/

/** "300 mln Australian dlrs" is money, not the state. */
export function isCurrency({ tokens }: Segment, { to, entry }: GazetteerMatch): boolean {
  const next = tokens[to]?.word.lower ?? ''
  if (/^[$€£¥]/.test(next)) return true
  return CURRENCIES.test(next) || (entry.kind === 'demonym' && AMBIGUOUS_CURRENCIES.test(next))
}

/** Former states, by the state that now has their capital. */
const PREDECESSORS = new Map([
  ['ru', 'suhh'],
  ['rs', 'yucs'],
  ['cz', 'cshh'],
])

/** "Moscow" means the Soviet Union in an article that names the Soviet Union but not Russia. */
function stateOf(code: string, { stated }: Senses): string {
  const past = PREDECESSORS.get(code)
  return past && stated.has(past) && !stated.has(code) ? past : code
}

/** Resolves "Korean" or "Congo" if the article names exactly one of the countries in full. */
export function sharedCountry(segment: Segment, at: number, senses: Senses): Name | null {
  if (segment.matches[at]) return null
  const codes = SHARED.get(segment.tokens[at]!.word.text)
  const named = codes?.filter((code) => senses.named.has(code))
  if (named?.length !== 1) return null
  const match = { segment, from: at, to: at + 1 }
  return {
    ...match,
    kind: 'country',
    full: named[0]!,
    resolved: true,
    via: 'demonym',
    confidence: 0.7,
  }
}

function place(segment: Segment, match: GazetteerMatch, senses: Senses): Name {
  const full = match.entry.words.join(' ')
  const span = spanOf(segment, match)
  const city = cityAt(segment, match.to, full, senses)
  return { ...span, kind: 'place', full, resolved: false, city, via: 'gazetteer', confidence: 0.6 }
}

/** A nationality that is only an attribute stays a mention but does not resolve to a country. */
function nationality(segment: Segment, match: GazetteerMatch): Name {
  const full = match.entry.words.join(' ')
  const span = spanOf(segment, match)
  return { ...span, kind: 'place', full, resolved: false, via: 'demonym', confidence: 0.6 }
}

function spanOf(segment: Segment, { from, to }: GazetteerMatch) {
  return { segment, from, to }
}

/** Whether a capital's name does not stand for the state: "Paris, Texas", "Moscow City". */
function isPlaceOnly(segment: Segment, match: GazetteerMatch): boolean {
  const { tokens, matches } = segment
  if (segment.style === 'capitals') return false
  const next = tokens[match.to]?.word
  if (next?.text === ',' && matches[match.to + 1]?.entry.target.startsWith('us-'))
    return match.entry.target !== 'us'
  if (segment.style !== 'prose') return false
  const isRun = next !== undefined && (next.flags & CAPITAL) !== 0 && !matches[match.to]
  return (isRun && isNameWord(segment, match.to)) || isSurname(segment, match.from)
}

/** Whether a capital's name is a surname ("Denzel Washington"): a name word before it that is neither a role nor a place. */
function isSurname(segment: Segment, at: number): boolean {
  const before = segment.tokens[at - 1]?.word
  if (!before || segment.matches[at - 1] || at < 2 || !isNameWord(segment, at - 1)) return false
  return (before.flags & (COMMON | ROLE | HONORIFIC)) === 0
}

/** "in Turkish", "speaks Russian". */
function isLanguage({ tokens }: Segment, match: GazetteerMatch): boolean {
  const before = tokens[match.from - 1]?.word.lower ?? ''
  if (!/^(in|into|speak|speaks|speaking|spoke)$/.test(before)) return false
  const next = tokens[match.to]?.word.flags
  return (
    next === undefined || (next & SYMBOL) !== 0 || (next & FUNCTION_WORD && next & LOWER_CASE) !== 0
  )
}
