import { cityId } from '#core/city.ts'
import { cityOf } from '../gazetteer/lexicon/cities.ts'
import { STATES } from '../gazetteer/lexicon/states.ts'
import type { Segment } from '../text/segment.ts'
import type { Senses } from './countries.ts'

/** The id of the city that a place denotes; null for other places. */
export function cityAt(
  segment: Segment,
  to: number,
  name: string,
  { named }: Senses,
): string | null {
  const { tokens } = segment
  if (REGION.test(tokens[to]?.word.lower ?? '')) return null
  const stated = tokens[to]?.word.text === ',' ? statedAt(segment, to + 1) : null
  const city = cityOf(name, stated?.country ?? null, named)
  if (city === null || !stated?.isState) return city
  // A U.S. state decides for sure: "Paris, Texas".
  return cityId('us', name)
}

/** "Washington state" and "Luxembourg province" are not cities. */
const REGION = /^(states?|province|county|region|oblast|governorate|strait|peninsula)$/

interface Stated {
  country: string
  isState: boolean
}

/** The country or U.S. state after "Paris, ". */
function statedAt({ tokens, matches }: Segment, at: number): Stated | null {
  const { target, kind } = matches[at]?.entry ?? { target: '', kind: 'none' }
  if (target.startsWith('us-')) return { country: 'us', isState: true }
  if (kind === 'country') return { country: target, isState: false }
  const state = STATES.get(tokens[at]?.word.lower.replaceAll('.', '') ?? '')
  const isAbbreviation = tokens[at]?.word.text.endsWith('.') ?? false
  return state && isAbbreviation ? { country: state, isState: state === 'us' } : null
}
