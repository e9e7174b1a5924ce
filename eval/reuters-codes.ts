import { COUNTRIES } from '#extract/gazetteer/gazetteer.ts'

/** Reuters codes of countries that differ from today's English name. */
const COUNTRY_CODES: Record<string, string> = {
  usa: 'us',
  uk: 'gb',
  ussr: 'suhh',
  uae: 'ae',
  'west-germany': 'de',
  burma: 'mm',
  kampuchea: 'kh',
  congo: 'cg',
  antigua: 'ag',
  'trinidad-tobago': 'tt',
  'us-virgin-islands': 'vi',
  'yemen-arab-republic': 'ye-north',
  'yemen-demo-republic': 'ydye',
}

/** How a text may name the organizations that Reuters codes. */
export const ORGANIZATIONS: Record<string, RegExp> = {
  ec: /\b(EC|EEC|European Community|European Commission|European Communities|Common Market)\b/,
  worldbank: /\bWorld Bank\b/,
  imf: /\b(IMF|International Monetary Fund)\b/,
  opec: /\bOPEC\b/i,
  gatt: /\b(GATT|General Agreement on Tariffs)\b/i,
  'ico-coffee': /\b(ICO|International Coffee Organi[sz]ation)\b/,
  oecd: /\bOECD\b/,
  icco: /\b(ICCO|International Cocoa Organi[sz]ation)\b/,
  'adb-asia': /\b(ADB|Asian Development Bank)\b/,
  unctad: /\bUNCTAD\b/i,
  itc: /\b(ITC|International Tin Council)\b/,
  'adb-africa': /\b(ADB|African Development Bank)\b/,
  iea: /\b(IEA|International Energy Agency)\b/,
  un: /\b(U\.N\.|UN|United Nations)(?!\w)/,
  fao: /\b(FAO|Food and Agriculture Organi[sz]ation)\b/,
  inro: /\b(INRO|International Natural Rubber Organi[sz]ation)\b/,
  eib: /\b(EIB|European Investment Bank)\b/,
  gcc: /\b(GCC|Gulf Cooperation Council)\b/,
  asean: /\b(ASEAN|Association of South ?East Asian Nations)\b/i,
  oapec: /\bOAPEC\b/,
  bis: /\b(BIS|Bank for International Settlements)\b/,
}

const PARTICLES = new Set('de la du del van von king'.split(' '))
const GIVEN_NAMES = new Set('james howard mohammed ali abal hisham'.split(' '))

/** The country that a Reuters code means; undefined if there is none. */
export function countryCode(word: string): string | undefined {
  return COUNTRY_CODES[word] ?? BY_NAME.get(word)
}

/** The parts of a person's Reuters code that may be the surname: "zhao-ziyang" has two. */
export function surnames(word: string): string[] {
  return word.split('-').filter((part) => !PARTICLES.has(part) && !GIVEN_NAMES.has(part))
}

const BY_NAME = new Map(
  [...COUNTRIES.values()].map(({ code, name }) => [name.toLowerCase().replaceAll(' ', '-'), code]),
)
