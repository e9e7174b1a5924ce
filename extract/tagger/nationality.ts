import { firstNode } from '../gazetteer/gazetteer.ts'

/** Adjectives of continents, regions, peoples and religions that the gazetteer does not have as demonyms. */
const ADJECTIVES = new Set(
  (
    'african american asian european eurasian arab arabian english scottish welsh irish british korean kurdish roman ' +
    'greek-cypriot turkish-cypriot soviet ottoman persian byzantine catalan basque sicilian tibetan chechen tatar ' +
    'bavarian prussian saxon venetian flemish scandinavian nordic baltic slavic balkan caucasian andean amazonian ' +
    'polynesian melanesian micronesian hispanic latino aboriginal siberian bantu zulu yoruba igbo hausa berber ' +
    'rhodesian moldavian burmese czechoslovak yugoslav anglo-saxon norman viking celtic gaelic luxembourgish ' +
    'christian jewish jew muslim islamic islam christianity judaism catholic protestant orthodox buddhist hindu sikh sunni ' +
    'shia shiite republican democrat'
  ).split(' '),
)
const DIRECTIONS = new Set(
  'north south east west northern southern eastern western central latin ancient sub-saharan trans'.split(
    ' ',
  ),
)

/** Whether the words are only a nationality or the like ("Armenian", "South Africans"), and not also a country or place. */
export function isNationality(words: readonly string[]): boolean {
  if (words.length > 3) return false
  const lower = words.map((word) => word.toLowerCase())
  const kinds = kindsOf(lower)
  if (kinds.length > 0) return kinds.every((kind) => kind === 'demonym')
  const rest = DIRECTIONS.has(lower[0]!) && lower.length > 1 ? lower.slice(1) : lower
  if (rest.length > 1) return false
  return isAdjective(rest[0]!) || (rest !== lower && isNationality(rest))
}

function isAdjective(word: string): boolean {
  return ADJECTIVES.has(word) || (word.endsWith('s') && ADJECTIVES.has(word.slice(0, -1)))
}

function kindsOf(words: string[]): string[] {
  let node = firstNode(words[0]!)
  for (const word of words.slice(1)) node = node?.next?.get(word)
  return (node?.entries ?? []).map(({ kind }) => kind)
}
