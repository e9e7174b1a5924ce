/** A territory of the rigour list, as far as it is used. */
export interface Territory {
  code: string
  name: string
  full_name: string
  alpha3?: string
  parent?: string
  names_strong: string[]
}

/** What is kept by hand for one country. */
export interface Curated {
  code: string
  name?: string
  names?: string[]
  demonyms?: string[]
  capitals?: string[]
  /** Seats whose name is too common to stand for the state. */
  places?: string[]
}

export interface Status {
  code: string
  status: 'sovereign' | 'territory' | 'breakaway' | 'historical'
  reason: string
}

export interface Country extends Status {
  name: string
}

/** `text, kind, code`: code is a country's, or a subdivision's for a place. */
export type Name = [text: string, kind: 'country' | 'demonym' | 'capital' | 'place', code: string]

/** Every country that has a status, with the name it is shown by. */
export function countries(
  territories: Territory[],
  curated: Curated[],
  statuses: Status[],
): Country[] {
  return statuses.map(({ code, status, reason }) => {
    const name = shownName(code, territories, curated)
    return { code, name, status, reason }
  })
}

/** Names, demonyms and capitals of countries, and the names of their provinces and states. */
export function countryNames(territories: Territory[], curated: Curated[]): Name[] {
  const names: Name[] = []
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

/** Not countries: cyberspace, the world, bodies that are organizations. */
const NO_COUNTRIES = new Set(['ip', 'zz', 'eu', 'un', 'um', 'aq'])

/** These go by hand-kept names only: the bare region ("Karabakh", "Donetsk") is a place, "Serbia and Montenegro" are two. */
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

/** English names in their own case; names in other languages and misspelt ones are left to the hand-kept list. */
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

function withPlural(demonym: string, code: string): Name[] {
  const single: Name = [demonym, 'demonym', code]
  return /(s|sh|ch|ese|men|x)$/.test(demonym)
    ? [single]
    : [single, [`${demonym}s`, 'demonym', code]]
}

function unique(names: Name[]): Name[] {
  const seen = new Set<string>()
  return names.filter(([text]) => !seen.has(text) && seen.add(text))
}
