import { type OrganizationName, parseOrganizationName } from './organization-name.ts'
import type { ParsedForm } from './parsed-form.ts'
import { parsePersonName } from './person-name.ts'
import { romanize } from './romanize.ts'
import { consonantKey, looseKey, strictKey } from './sound-keys.ts'
import type { Form } from './types.ts'

/** Forms are only compared if they share one of these keys. */
export function blockKeys({ form, body }: ParsedForm): string[] {
  if (form.kind === 'country') return []
  const keys = body ? organizationKeys(form, body) : personKeys(form.name)
  return [...new Set(keys)]
}

function personKeys(name: string): string[] {
  return romanize(name).flatMap((plain) => {
    const { given, head, words } = parsePersonName(plain)
    const initial = (given[0] ?? '').charAt(0)
    const first = strictKey(given[0] ?? '')
    return [
      `same ${plain}`,
      `surname ${strictKey(head)}`,
      ...looseForms(head).flatMap((key) =>
        [...initialsOf(initial)].map((letter) => `sound ${letter} ${key}`),
      ),
      ...[...initialsOf(initial)].map((letter) => `consonants ${letter} ${consonantKey(head)}`),
      `begin ${first} ${looseKey(head).slice(0, 4)}`,
      `words ${words.map(strictKey).sort().join(' ')}`,
      ...(words.length > 1 ? [`start ${words.slice(0, 2).join(' ')}`] : []),
      ...(head.length > 3 ? omissions(head).map((rest) => `near ${initial} ${rest}`) : []),
    ]
  })
}

/** First letters that a given name may have in other romanizations. */
const INITIALS = ['gh', 'jdyc', 'ei', 'ou', 'yei', 'vw', 'kqc']

function initialsOf(initial: string): Set<string> {
  const letters = INITIALS.filter((letters) => letters.includes(initial)).join('')
  return new Set([initial, ...letters])
}

/** Loose keys, also with c, x and q read as in Azerbaijani. */
function looseForms(word: string): string[] {
  const read = word
    .replace(/c(?![hk])/g, 'j')
    .replaceAll('x', 'kh')
    .replaceAll('q', 'g')
  return read === word ? [looseKey(word)] : [looseKey(word), looseKey(read)]
}

function organizationKeys({ name, variants }: Form, body: OrganizationName): string[] {
  // A body known by its acronym is parsed by its long form.
  const { words, content, acronym } = body.acronym === null ? body : parseOrganizationName(name)
  const whole = content.join('')
  const initials = content.map((word) => word[0]).join('')
  return [
    `body ${whole.replaceAll('z', 's')}`,
    `same ${words.join(' ')}`,
    ...(content.length > 1
      ? content.map((_, i) => `but ${content.toSpliced(i, 1, '').join(' ')}`)
      : []),
    `but ${content.join(' ')} `,
    `but  ${content.join(' ')}`,
    ...(content.length === 1 && whole.length > 5
      ? omissions(whole).map((rest) => `near ${rest}`)
      : []),
    ...(content.length > 1 && initials.length > 1 ? [`letters ${initials}`] : []),
    ...(acronym ? [`letters ${acronym.toLowerCase()}`] : []),
    ...variants.map(({ value }) => `written ${value.toLowerCase().replace(/[.,]/g, '')}`),
  ]
}

/** The word with each letter removed in turn; words that differ by one letter share one of these. */
function omissions(word: string): string[] {
  const short = word.slice(0, 24)
  return [short, ...Array.from(short, (_, i) => short.slice(0, i) + short.slice(i + 1))]
}
