import type { Country } from '#extract/gazetteer/gazetteer.ts'

/** The fields we use of a territory in the RIGOR list. */
export interface Territory {
  code: string
  name: string
  full_name: string
  alpha3?: string
  parent?: string
  names_strong: string[]
}

/** The hand-kept data of one country. */
export interface Curated {
  code: string
  name?: string
  names?: string[]
  demonyms?: string[]
  capitals?: string[]
  /** Capitals whose name is too common to refer to the state. */
  places?: string[]
}

export type CountryStatus = Omit<Country, 'name'>

/** `text, kind, code`: the code of a country, or of a subdivision for a place. */
export type GazetteerName = [
  text: string,
  kind: 'country' | 'demonym' | 'capital' | 'place',
  code: string,
]

/** Every country with a status, and its display name. */
export function countries(
  territories: Territory[],
  curated: Curated[],
  statuses: CountryStatus[],
): Country[] {
  return statuses.map(({ code, status, reason }) => {
    const name = shownName(code, territories, curated)
    return { code, name, status, reason }
  })
}

/** Names, demonyms and capitals of countries, and the names of their provinces and states. */
export function countryNames(territories: Territory[], curated: Curated[]): GazetteerName[] {
  const names: GazetteerName[] = []
  const handled = new Set(curated.map(({ code }) => code))
  for (const row of curated) {
    const territory = territories.find(({ code }) => code === row.code)
    for (const name of officialNames(territory, row)) names.push([name, 'country', row.code])
    for (const demonym of row.demonyms ?? []) names.push(...withPlural(demonym, row.code))
    for (const capital of row.capitals ?? []) names.push([capital, 'capital', row.code])
    for (const place of row.places ?? []) names.push([place, 'place', row.code])
  }
  for (const territory of territories) {
    if (handled.has(territory.code) || NO_COUNTRIES.has(territory.code)) continue
    const kind = territory.code.includes('-') ? 'place' : 'country'
    for (const name of officialNames(territory, undefined)) names.push([name, kind, territory.code])
  }
  return unique(names)
}

/** Not countries: cyberspace, the world, international organizations. */
const NO_COUNTRIES = new Set(['ip', 'zz', 'eu', 'un', 'um', 'aq'])

/** Use hand-kept names only: the bare region ("Karabakh", "Donetsk") is a place, "Serbia and Montenegro" are two. */
const BY_HAND_ONLY = new Set([
  'csxx',
  'az-nk',
  'ua-dpr',
  'ua-lpr',
  'iq-kr',
  'ge-ab',
  'x-so',
  'md-pmr',
])

/** English names in their original case; other languages and misspellings are left to the hand-kept list. */
function officialNames(territory: Territory | undefined, row: Curated | undefined): string[] {
  const own = row?.names ?? []
  if (!territory || BY_HAND_ONLY.has(territory.code)) return own
  const named = [territory.name, territory.full_name].map((name) => withoutBrackets(name))
  return [...own, ...named].filter(isEnglish)
}

function shownName(code: string, territories: Territory[], curated: Curated[]): string {
  const byHand = curated.find((row) => row.code === code)
  const territory = territories.find((row) => row.code === code)
  const name = byHand?.name ?? territory?.name ?? byHand?.names?.[0]
  if (!name) throw new Error(`no name for country ${code}`)
  return withoutBrackets(name)
}

function withoutBrackets(name: string): string {
  return name.replace(/\s*[([].*?[)\]]/g, '').replace(/^The /, '')
}

function isEnglish(name: string): boolean {
  return /^\p{Lu}/u.test(name) && /^[\p{Script=Latin}\s.'’&,–-]+$/u.test(name)
}

function withPlural(demonym: string, code: string): GazetteerName[] {
  const single: GazetteerName = [demonym, 'demonym', code]
  return /(s|sh|ch|ese|men|x)$/.test(demonym)
    ? [single]
    : [single, [`${demonym}s`, 'demonym', code]]
}

function unique(names: GazetteerName[]): GazetteerName[] {
  const seen = new Set<string>()
  return names.filter(([text]) => !seen.has(text) && seen.add(text))
}
