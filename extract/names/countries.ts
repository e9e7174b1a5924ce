import type { Via } from '#core/article.ts'
import { CAPITAL, COMMON, FUNCTION, HONORIFIC, LOWER_CASE, ROLE, SIGN } from '../text/flags.ts'
import type { Document } from '../text/document.ts'
import { COUNTRIES } from '../gazetteer/gazetteer.ts'
import type { Mark } from '../text/gazetteer-matches.ts'
import type { Name } from './name.ts'
import { isNameWord } from './runs.ts'
import type { Segment } from '../text/segment.ts'

const CONFIDENCE = { country: 0.98, demonym: 0.9, capital: 0.5 }
const VIA: Record<string, Via> = { country: 'gazetteer', demonym: 'demonym', capital: 'capital' }

/** What the whole article says about names that two countries share. */
export interface Senses {
  /** Codes named without doubt. */
  named: Set<string>
  /** Of those, codes that more than a capital stands for. */
  stated: Set<string>
  /** How sure it is that "Georgia" is the country; 0 for the American state. */
  georgia: number
}

/** Names that several countries share, with their codes: another name in the article must decide. */
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
  for (const { marks } of [...document.body, ...(document.title ? [document.title] : [])]) {
    for (let i = 0; i < marks.length; i++) {
      const mark = marks[i]
      if (mark?.from !== i) continue
      const { kind, target, words } = mark.entry
      if (kind === 'country' || kind === 'demonym' || kind === 'capital') named.add(target)
      if (kind === 'country' || kind === 'demonym') stated.add(target)
      if (target.startsWith('us-') || words[0] === 'Atlanta') states++
      if (target === 'ge' && words[0] !== 'Georgia') georgia += 3
      if (CAUCASUS.has(target)) georgia++
    }
  }
  return { named, stated, georgia: georgia > states ? CONFIDENCE.country : states > 0 ? 0 : 0.5 }
}

/** The country or place that a known name stands for where no longer name covers it; null if it stands for none. */
export function countryOrPlace(segment: Segment, mark: Mark, senses: Senses): Name | null {
  const { kind, target } = mark.entry
  if (kind === 'place') return place(segment, mark)
  if (kind !== 'country' && kind !== 'demonym' && kind !== 'capital') return null
  const isGeorgia = mark.entry.words[0] === 'Georgia'
  if (isGeorgia && senses.georgia === 0) return place(segment, mark)
  if (kind === 'capital' && isPlaceOnly(segment, mark)) return place(segment, mark)
  if (kind === 'demonym' && isLanguage(segment, mark)) return null
  if (!COUNTRIES.has(target)) return null
  return {
    ...spanOf(segment, mark),
    kind: 'country',
    full: kind === 'capital' ? stateOf(target, senses) : target,
    resolved: true,
    via: VIA[kind]!,
    confidence: isGeorgia ? senses.georgia : CONFIDENCE[kind],
  }
}

/** States of the past by the state that has their capital now. */
const PREDECESSORS = new Map([
  ['ru', 'suhh'],
  ['rs', 'yucs'],
  ['cz', 'cshh'],
])

/** "Moscow" is the Soviet Union in an article that names that, and not Russia. */
function stateOf(code: string, { stated }: Senses): string {
  const past = PREDECESSORS.get(code)
  return past && stated.has(past) && !stated.has(code) ? past : code
}

/** "Korean" or "Congo" where the article names exactly one of its countries in full. */
export function sharedCountry(segment: Segment, at: number, senses: Senses): Name | null {
  if (segment.marks[at]) return null
  const codes = SHARED.get(segment.tokens[at]!.word.text)
  const named = codes?.filter((code) => senses.named.has(code))
  if (named?.length !== 1) return null
  const mark = { segment, from: at, to: at + 1 }
  return {
    ...mark,
    kind: 'country',
    full: named[0]!,
    resolved: true,
    via: 'demonym',
    confidence: 0.7,
  }
}

function place(segment: Segment, mark: Mark): Name {
  const full = mark.entry.words.join(' ')
  const span = spanOf(segment, mark)
  return { ...span, kind: 'place', full, resolved: false, via: 'gazetteer', confidence: 0.6 }
}

function spanOf(segment: Segment, { from, to }: Mark) {
  return { segment, from, to }
}

/** "Paris, Texas" and "Moscow City": the state is not meant. */
function isPlaceOnly(segment: Segment, mark: Mark): boolean {
  const { tokens, marks } = segment
  if (segment.style === 'capitals') return false
  const next = tokens[mark.to]?.word
  if (next?.text === ',' && marks[mark.to + 1]?.entry.target.startsWith('us-'))
    return mark.entry.target !== 'us'
  if (segment.style !== 'prose') return false
  const isRun = next !== undefined && (next.flags & CAPITAL) !== 0 && !marks[mark.to]
  return (isRun && isNameWord(segment, mark.to)) || isSurname(segment, mark.from)
}

/** "Denzel Washington": a capitalised word before it that is no function and no place. */
function isSurname(segment: Segment, at: number): boolean {
  const before = segment.tokens[at - 1]?.word
  if (!before || segment.marks[at - 1] || at < 2 || !isNameWord(segment, at - 1)) return false
  return (before.flags & (COMMON | ROLE | HONORIFIC)) === 0
}

/** "in Turkish", "speaks Russian". */
function isLanguage({ tokens }: Segment, mark: Mark): boolean {
  const before = tokens[mark.from - 1]?.word.lower ?? ''
  if (!/^(in|into|speak|speaks|speaking|spoke)$/.test(before)) return false
  const next = tokens[mark.to]?.word.flags
  return next === undefined || (next & SIGN) !== 0 || (next & FUNCTION && next & LOWER_CASE) !== 0
}
