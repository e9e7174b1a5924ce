import { editDistance } from '../text/nearest-name.ts'
import { romanize } from './romanize.ts'

/** An organization's name, normalized for comparison. */
export interface OrganizationName {
  /** Lower case, plain letters, abbreviations expanded; without legal form, "the" and the owner "U.S.". */
  words: string[]
  /** The words without "of", "and", "for". */
  content: string[]
  /** The state in the name: "U.S.", "of Japan"; null if none. */
  state: string | null
  /** True if the name ends in a legal form, so it is a full name and not a short form. */
  isRegistered: boolean
  /** The name itself if it is one word in capitals or mixed case: "GM", "Liffe". */
  acronym: string | null
  /** All words. */
  text: string
  /** The same without spaces, with "s" for "z". */
  joined: string
}

const LEGAL = new Set(
  'inc incorporated corp corporation co company cos companies ltd limited plc llc llp lp ag sa nv gmbh spa pty pte bhd ab oy as bv kg kk srl sarl'.split(
    ' ',
  ),
)
const FUNCTION = new Set('of and for the on in to de la du des et y e und der'.split(' '))
const WRITTEN_OUT: Record<string, string> = Object.fromEntries(
  `mfg manufacturing;intl international;assn association;assoc association;natl national;dept department;govt government;
  bros brothers;labor labour;defense defence;center centre;organisation organization;organisations organizations;
  organisational organizational;cooperation cooperation;coop cooperative;programme program;centres centers;
  commodities commodity;industries industry;services service;telecommunications telecommunication;investors investor;
  machines machine;sons son;resources resource;affairs affair;nations nation;automobile auto`
    .split(/[;\n]+/)
    .filter(Boolean)
    .map((pair) => pair.trim().split(' ') as [string, string]),
)

export function parseOrganizationName(name: string): OrganizationName {
  const plain = romanize(
    name
      .replace(/&(?:amp;)?/g, ' and ')
      .replace(/(?<=\b\p{Lu})\.(?=\s|\p{Lu}|$)/gu, '')
      .replace(/['’]s\b/g, '')
      .replace(/, ?\p{Lu}{2,6}$/u, '')
      .replace(/-/g, ' ')
      .replace(/\bco op/gi, 'coop'),
  )[0]!
  const all = plain.split(' ').filter(Boolean)
  const bare = withoutLegalForm(all[0] === 'the' && all.length > 1 ? all.slice(1) : all)
  const { words, state } = withoutState(bare)
  const spelled = words.map((word) => WRITTEN_OUT[word] ?? word)
  const isOneWord = /^[\p{L}&.-]{2,8}$/u.test(name) && /^\p{Lu}/u.test(name)
  return {
    words: spelled,
    text: spelled.join(' '),
    joined: spelled.join('').replaceAll('z', 's'),
    content: spelled.filter((word) => !FUNCTION.has(word)),
    state,
    isRegistered: bare.length < all.length - (all[0] === 'the' ? 1 : 0),
    acronym: isOneWord ? name.replace(/[.&-]/g, '') : null,
  }
}

function withoutLegalForm(words: string[]): string[] {
  let end = words.length
  while (end > 1 && isLegalForm(words[end - 1]!)) end--
  if (end > 1 && end < words.length && words[end - 1] === 'and') end--
  return words.slice(0, end)
}

/** Includes "Crporation". */
const isLegalForm = (word: string) =>
  LEGAL.has(word) || (word.length > 8 && editDistance(word, 'corporation') < 2)

/** "US Senate" and "Senate of the United States" both name their state. */
function withoutState(words: string[]): { words: string[]; state: string | null } {
  if ((words[0] === 'us' || words[0] === 'uk') && words.length > 1) {
    return { words: words.slice(1), state: words[0] }
  }
  const of = words.lastIndexOf('of')
  const owner = words.slice(of + 1).join(' ')
  if (of > 0 && of < words.length - 1 && STATE_BODY.test(words.slice(0, of).join(' '))) {
    return { words: words.slice(0, of), state: owner.replace(/^the /, '') }
  }
  return { words, state: null }
}

const STATE_BODY =
  /(ministry|department|treasury|parliament|senate|congress|court|cabinet|government|navy|army|air force|assembly|agency)$/

/** Whether a name without its state could be any state's: "Foreign Ministry", "Supreme Court". */
export const isStateBody = ({ words }: OrganizationName) => STATE_BODY.test(words.join(' '))

const GENERIC = new Set(
  `bank fund commission community house senate institute exchange ministry department treasury board council committee
  group company union party court agency office association international national federal central state first general
  american british united standard air force navy army government congress parliament securities trust financial service
  congressional commercial computer chemical electronic environmental meat life press video japan us uk advance budget
  industry resource energy oil gas petroleum mine motor brothers capital world new york london paris`.split(
    /\s+/,
  ),
)

/** True for words that do not name a body alone: "Bank", "International". */
export const isGenericName = ({ content }: OrganizationName) =>
  content.every((word) => GENERIC.has(word))

export const isGenericWord = (word: string) => GENERIC.has(word)

/** How an acronym fits a long form: by initials, or only by letters in order ("VW" in "Volkswagen"). */
export function abbreviates(
  acronym: string,
  long: OrganizationName,
): 'initials' | 'letters' | null {
  const letters = acronym.toLowerCase()
  if (letters.length < 2 || long.acronym !== null) return null
  const initials = long.content.map((word) => word.charAt(0)).join('')
  const all = long.words.map((word) => word.charAt(0)).join('')
  if (initials === letters || all === letters) return 'initials'
  if (letters.length > 1 && initials.startsWith(letters) && initials.length - letters.length < 2)
    return 'initials'
  if (letters.length > 2 && sortedLetters(letters) === sortedLetters(initials)) return 'letters'
  return long.content[0]?.[0] === letters[0] && hasInOrder(long.content.join(' '), letters)
    ? 'letters'
    : null
}

/** "PDC" for "Christian Democratic Party": initials in the order of another language. */
const sortedLetters = (text: string) => [...text].sort().join('')

function hasInOrder(text: string, letters: string): boolean {
  let at = 0
  for (const letter of text) if (letter === letters[at]) at++
  return at === letters.length
}
