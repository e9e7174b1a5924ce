import {
  FEMALE_NAMES,
  FEMALE_TITLES,
  MALE_NAMES_IN_A,
  MALE_TITLES,
} from '../gazetteer/lexicon/gender.ts'
import type { Name } from '../names/spans/name.ts'
import { GIVEN_NAME } from '../text/flags.ts'
import { wordOf } from '../text/word.ts'

export type Gender = 'he' | 'she'

/** The gender given by a title before the mention; null without one. */
export function genderByTitle({ segment, from }: Name): Gender | null {
  for (let at = from - 1; at >= Math.max(0, from - 3); at--) {
    const title = segment.tokens[at]!.word.lower.replace('.', '')
    if (MALE_TITLES.has(title)) return 'he'
    if (FEMALE_TITLES.has(title)) return 'she'
  }
  return null
}

/** The gender that a full name suggests; null if it suggests none. */
export function genderByName(full: string): Gender | null {
  const words = full.split(' ')
  const first = words[0]!.toLowerCase()
  if (/(?:ova|eva|ina|aya|ská|ova)$/.test(words.at(-1)!.toLowerCase()) && first.endsWith('a'))
    return 'she'
  if (FEMALE_NAMES.has(first)) return 'she'
  if (words.length < 2 || (wordOf(words[0]!).flags & GIVEN_NAME) === 0) return null
  return first.endsWith('a') && !MALE_NAMES_IN_A.has(first) ? 'she' : 'he'
}
