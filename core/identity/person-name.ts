import { romanize } from './romanize.ts'

/** The parts of a person's name, in plain lower-case Latin letters. */
export interface PersonName {
  /** All words except suffixes, in order. */
  words: string[]
  /** Words before the surname: given names and initials, single letters. */
  given: string[]
  /** With particles: "von weizsaecker". */
  surname: string
  /** The surname without particles. */
  head: string
  /** "jr", "iii"; null if none. */
  suffix: string | null
}

const SUFFIXES = new Set(['jr', 'sr', 'ii', 'iii', 'iv'])
const PARTICLES = new Set(
  'von van der den de del della di da dos du la le el al bin ibn ben abu zu ter ten af st san'.split(
    ' ',
  ),
)
const HONORIFICS = new Set('mr mrs ms miss dr sir lord lady prof sheikh sheik'.split(' '))

/** "al-Tayer" equals "Al Tayer"; joined initials ("J.F.") are two words. */
export const parsePersonName = (name: string): PersonName => readPersonName(name)[0]!

/** All readings of a name that is not in plain Latin letters, most usual first. */
export const readPersonName = (name: string): PersonName[] => wordsOf(name).map(toParts)

function wordsOf(name: string): string[][] {
  const spaced = name
    .replace(/(?<=\b\p{Lu})\.(?=\s*\p{L})/gu, ' ')
    .replace(/\b([Aa]l|[Ee]l|[Aa]n|[Aa]s|[Aa]r|[Aa]t)-(?=\p{L})/gu, 'al ')
  return romanize(spaced).map((plain) => plain.split(' ').filter(Boolean))
}

function toParts(all: string[]): PersonName {
  const last = all.at(-1) ?? ''
  const suffix = all.length > 1 && SUFFIXES.has(last) ? last : null
  const named = suffix ? all.slice(0, -1) : all
  const words = named.length > 2 && HONORIFICS.has(named[0]!) ? named.slice(1) : named
  let start = words.length - 1
  while (start > 0 && PARTICLES.has(words[start - 1]!)) start--
  return {
    words,
    given: words.slice(0, Math.max(0, start)),
    surname: words.slice(Math.max(0, start)).join(' '),
    head: words.at(-1) ?? '',
    suffix,
  }
}

export const isInitial = (word: string) => word.length === 1
