import { fnv1a } from '../text/fnv1a.ts'
import { type OrganizationName, parseOrganizationName } from './organization-name.ts'
import type { ParsedForm } from './parsed-form.ts'
import { parsePersonName } from './person-name.ts'
import { romanize } from './romanize.ts'
import { consonantKey, looseKey, strictKey } from './sound-keys.ts'
import type { Form } from './types.ts'

/**
 * Forms are only compared if they share one of these keys: 31-bit hashes, since an archive has hundreds of thousands.
 */
export function blockKeys({ form, body }: ParsedForm): Set<number> {
  if (form.kind === 'country') return new Set()
  return new Set(body ? organizationKeys(form, body) : personKeys(form.name))
}

const toKey = (text: string) => fnv1a(text) >>> 1

function personKeys(name: string): number[] {
  return romanize(name).flatMap((plain) => {
    const { given, head, words } = parsePersonName(plain)
    const initial = (given[0] ?? '').charAt(0)
    const first = strictKey(given[0] ?? '')
    const letters = initialsOf(initial)
    const consonants = consonantKey(head)
    const keys = [
      `same ${plain}`,
      `surname ${strictKey(head)}`,
      ...looseForms(head).flatMap((key) => letters.map((letter) => `sound ${letter} ${key}`)),
      ...letters.map((letter) => `consonants ${letter} ${consonants}`),
      `begin ${first} ${looseKey(head).slice(0, 4)}`,
      `words ${words.map(strictKey).sort().join(' ')}`,
      ...(words.length > 1 ? [`start ${words.slice(0, 2).join(' ')}`] : []),
    ].map(toKey)
    return head.length > 3 ? [...keys, ...omissions(`near ${initial} `, head)] : keys
  })
}

/** First letters that a given name may have in other romanizations. */
const INITIALS = ['gh', 'jdyc', 'ei', 'ou', 'yei', 'vw', 'kqc']

function initialsOf(initial: string): string[] {
  const letters = INITIALS.filter((letters) => letters.includes(initial)).join('')
  return [...new Set([initial, ...letters])]
}

/** Loose keys, also with c, x and q read as in Azerbaijani. */
function looseForms(word: string): string[] {
  const read = word
    .replace(/c(?![hk])/g, 'j')
    .replaceAll('x', 'kh')
    .replaceAll('q', 'g')
  return read === word ? [looseKey(word)] : [looseKey(word), looseKey(read)]
}

function organizationKeys({ name, variants }: Form, body: OrganizationName): number[] {
  // A body known by its acronym is parsed by its long form.
  const { words, content, acronym } = body.acronym === null ? body : parseOrganizationName(name)
  const whole = content.join('')
  const initials = content.map((word) => word[0]).join('')
  const keys = [
    `body ${whole.replaceAll('z', 's')}`,
    `same ${words.join(' ')}`,
    ...(content.length > 1
      ? content.map((_, i) => `but ${content.toSpliced(i, 1, '').join(' ')}`)
      : []),
    `but ${content.join(' ')} `,
    `but  ${content.join(' ')}`,
    ...(content.length > 1 && initials.length > 1 ? [`letters ${initials}`] : []),
    ...(acronym ? [`letters ${acronym.toLowerCase()}`] : []),
    ...variants.map(({ value }) => `written ${value.toLowerCase().replace(/[.,]/g, '')}`),
  ].map(toKey)
  const isNear = content.length === 1 && whole.length > 5
  return isNear ? [...keys, ...omissions('near ', whole)] : keys
}

/**
 * Keys of the word, and of the word with each letter removed in turn; words that differ by one letter share one of
 * these.
 */
function omissions(prefix: string, word: string): number[] {
  const length = Math.min(word.length, 24)
  const start = fnv1a(prefix)
  const keys = [fnv1a(word, 0, length, start)]
  for (let i = 0, before = start; i < length; before = fnv1a(word, i, ++i, before)) {
    keys.push(fnv1a(word, i + 1, length, before))
  }
  return keys.map((key) => key >>> 1)
}
