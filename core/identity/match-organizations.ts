import { editDistance } from '../text/nearest-name.ts'
import type { NameMatch } from './judgement.ts'
import {
  isGenericName,
  isGenericWord,
  isStateBody,
  type OrganizationName,
} from './organization-name.ts'

/** What the archive knows about the words of organization names. */
export interface OrganizationUse {
  articlesA: number
  articlesB: number
  /** Number of forms that contain a word. */
  formsWith: (word: string) => number
}

/** What two organization names have in common; null if they name different bodies. */
export function matchOrganizations(
  a: OrganizationName,
  b: OrganizationName,
  use: OrganizationUse,
): NameMatch | null {
  const [x, y] = [a.text, b.text]
  if (x === '' || y === '') return null
  if (a.state !== b.state && x === y) return matchState(a, b)
  if (a.state !== b.state) return null
  if (isGenericName(a) && a.content.length < 2) return null
  if (x === y || a.joined === b.joined)
    return sameWords('legal form', 'the same name but for legal form or spelling')
  if (hasSameContent(a, b) && isRareOrLong(a, use))
    return sameWords('spelling', 'the same words but for "of", "and" or a space')
  return matchNoise(a, b, use) ?? matchMisspelt(a, b, use)
}

const hasSameContent = (a: OrganizationName, b: OrganizationName) =>
  a.content.length > 1 && a.content.join(' ') === b.content.join(' ')

const isRareOrLong = ({ content }: OrganizationName, { articlesA, articlesB }: OrganizationUse) =>
  content.length > 2 || Math.min(articlesA, articlesB) <= 3

const sameWords = (rule: 'legal form' | 'spelling', reason: string): NameMatch => ({
  rule,
  reason,
  needs: 0,
  likeness: 1,
  mayStandTogether: true,
})

/** "U.S. Transportation Department" and "Transportation Department": one only if both have the state in context. */
function matchState(a: OrganizationName, b: OrganizationName): NameMatch | null {
  if (a.state !== null && b.state !== null) return null
  if (isGenericName(a) && a.content.length < 2) return null
  const needs = isStateBody(a)
    ? STATE
    : isGenericName(a)
      ? Infinity
      : a.content.length > 1
        ? 0
        : 0.8
  return {
    rule: 'country',
    reason: `the same name with "${a.state ?? b.state}"`,
    needs,
    likeness: 0.95,
    mayStandTogether: true,
  }
}

/** Marks a match that needs the body's country in context, which `joinForms` checks. */
export const STATE = 1.01

const NOISE = new Set(
  'all recent both earlier meanwhile only former said today yesterday although however gruppo grupo groupe'.split(
    ' ',
  ),
)
/** Endings that a group name may have or omit. */
const LOOSE_ENDINGS = new Set(['group', 'groep', 'industry'])

/** "All OPEC", "Ferruzzi Group" and "Gruppo Ferruzzi": an extra word without meaning. */
function matchNoise(
  a: OrganizationName,
  b: OrganizationName,
  { articlesA, articlesB }: OrganizationUse,
): NameMatch | null {
  const [short, long] = a.words.length < b.words.length ? [a, b] : [b, a]
  if (long.words.length !== short.words.length + 1 || isGenericName(short)) return null
  const isEnd = short.words.every((word, i) => word === long.words[i + 1])
  const isStart = short.words.every((word, i) => word === long.words[i])
  const extra = isEnd ? long.words[0]! : long.words.at(-1)!
  if (!isEnd && !isStart) return null
  const rare = Math.min(articlesA, articlesB)
  const reason = `the same name with "${extra}"`
  if (isEnd && NOISE.has(extra) && rare <= 10)
    return { ...sameWords('spelling', reason), needs: rare <= 2 ? 0 : 0.8 }
  if (!isStart || short.isRegistered) return null
  const base = { rule: 'short form' as const, reason, mayStandTogether: true }
  if (short.content.length < 2) return null
  if (LOOSE_ENDINGS.has(extra)) return { ...base, likeness: 0.9, needs: 1.5 }
  const [shortArticles, longArticles] =
    short === a ? [articlesA, articlesB] : [articlesB, articlesA]
  const isCut = shortArticles <= 2 && longArticles >= 10 * shortArticles
  if (isCut) return { ...base, likeness: 0.85, needs: 1 }
  return null
}

/** The rarer name spells one word differently, in a way that hardly any other name does. */
function matchMisspelt(
  a: OrganizationName,
  b: OrganizationName,
  use: OrganizationUse,
): NameMatch | null {
  if (a.words.length !== b.words.length) return null
  const at = a.words.findIndex((word, i) => word !== b.words[i])
  if (at < 0 || a.words.some((word, i) => i > at && word !== b.words[i])) return null
  const [x, y] = [a.words[at]!, b.words[at]!]
  const length = Math.max(x.length, y.length)
  const most = length >= 8 ? 2 : 1
  if (Math.abs(x.length - y.length) > most || length < 3 || /\d/.test(x + y)) return null
  const distance = editDistance(x, y)
  if (distance > most) return null
  const [rareUse, usualUse] = [use.formsWith(x), use.formsWith(y)].sort((m, n) => m - n) as [
    number,
    number,
  ]
  const rare = Math.min(use.articlesA, use.articlesB)
  const ratio = Math.max(use.articlesA, use.articlesB) / rare
  const isSlip = rareUse <= 2 && rareUse < usualUse && length >= 5
  const size = a.content.length
  const isSafe =
    isSlip && rare <= 3 && (ratio >= 3 || (size > 2 && usualUse >= 5)) && (size > 1 || length >= 7)
  const likeness = 1 - distance / length
  const reason = `spelling ${likeness.toFixed(2)}: "${x}" and "${y}"`
  const needs = isSafe ? (size === 1 ? 1.5 : size === 2 ? 0.3 : 0) : isSlip ? 2 : Infinity
  if (needs === Infinity && (distance > 1 || length < 6 || (isGenericWord(x) && isGenericWord(y))))
    return null
  const isOneWord = size === 1
  return { rule: 'misspelling', reason, likeness, needs, mayStandTogether: isSafe && !isOneWord }
}
