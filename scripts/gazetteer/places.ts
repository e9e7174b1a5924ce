import { compareText } from '#core/text/compare-text.ts'
import type { Curated, Territory } from './countries.ts'
import { isPerson, type DictionaryBlock } from './phoenix.ts'
import { restoreCase } from './source.ts'

type PlaceEntry = [name: string, country: string]

/** Adjectives, nicknames and institutions that the blocks mix with cities. */
const NO_PLACE =
  /(ian|ians|ean|ish|ese|ic|man|men|people|government|army|police|force|forces|security|republic|state|land of.*|national.*)$/i

/**
 * Cities and regions with their country, without the spellings and demonyms that the blocks also
 * hold.
 */
export function places(
  blocks: DictionaryBlock[],
  territories: Territory[],
  curated: Curated[],
  taken: Set<string>,
): PlaceEntry[] {
  const byAlpha3 = new Map(territories.map(({ alpha3, code }) => [alpha3?.toUpperCase(), code]))
  const stems = demonymStems(curated)
  const found = new Map<string, string>()
  for (const block of blocks) {
    const country = byAlpha3.get(block.codes[0]?.slice(0, 3))
    if (!country || isPerson(block) || !isCountryBlock(block)) continue
    for (const name of block.names) {
      const place = restoreCase(name.replace(/\./g, '. ').replace(/\s+/g, ' ').trim())
      if (isPlace(place, taken, stems) && !found.has(place)) found.set(place, country)
    }
  }
  return [...found].sort(([a], [b]) => compareText(a, b))
}

/** The block of the country itself: only the country's code, or dates of its states. */
function isCountryBlock({ codes }: DictionaryBlock): boolean {
  return codes.some((code) => /^[A-Z]{3}(\s|$)/.test(code))
}

function isPlace(name: string, taken: Set<string>, stems: Set<string>): boolean {
  if (!/^\p{Lu}[\p{L} .'-]{3,}$/u.test(name) || name.split(' ').length > 4) return false
  const lower = name.toLowerCase()
  return !taken.has(lower) && !NO_PLACE.test(name) && !stems.has(lower.slice(0, 5))
}

/**
 * Prefixes of country names and demonyms; a word that shares one is a variant spelling ("Azerbajdzhan"), not a city.
 */
function demonymStems(curated: Curated[]): Set<string> {
  const words = curated.flatMap(({ names = [], demonyms = [] }) => [...names, ...demonyms])
  return new Set(
    words.filter((word) => word.length > 4).map((word) => word.slice(0, 5).toLowerCase()),
  )
}
