import { editDistance } from '../text/nearest-name.ts'
import { areVariants, isKnownGivenName } from './given-names.ts'
import type { NameMatch } from './judgement.ts'
import { isInitial, type PersonName } from './person-name.ts'
import { consonantKey, looseKey, strictKey } from './sound-keys.ts'

/** Number of distinct forms with a surname. */
export interface SurnameUse {
  a: number
  b: number
  /** Number of articles of each form. */
  articlesA: number
  articlesB: number
}

const COMMON_SURNAMES = new Set(
  `smith jones brown johnson williams miller davis wilson taylor thomas moore martin jackson thompson white harris
  clark lewis robinson walker young allen king wright scott hill green adams baker nelson hall campbell mitchell
  roberts carter phillips evans turner parker collins edwards stewart morris murphy cook rogers morgan peterson cooper
  reed bailey bell kelly howard ward cox richardson wood watson brooks bennett gray james hughes price myers long foster
  sanders ross morales powell sullivan russell ortiz jenkins perry butler barnes fisher lee kim park chen wang li zhang
  liu yang huang khan ahmed ali hussein hassan singh kumar patel garcia rodriguez martinez hernandez lopez gonzalez perez
  sanchez silva santos ferreira pereira ivanov aliyev mammadov hakobyan sargsyan grigoryan muller schmidt schneider`.split(
    /\s+/,
  ),
)

/** What two person names have in common; null if they cannot be the same person's. */
export function matchPersons(a: PersonName, b: PersonName, use: SurnameUse): NameMatch | null {
  if (suffixesDiffer(a, b)) return null
  if (a.surname === b.surname || sameKey(a.head, b.head)) return matchGiven(a, b, use)
  return (
    matchParts(a, b, use) ?? matchSwapped(a, b) ?? matchMisspelt(a, b, use) ?? matchConsonants(a, b)
  )
}

/** Whether two names can be the same person's; every pair in a cluster must pass. */
export function canBeOne(a: PersonName, b: PersonName): boolean {
  if (suffixesDiffer(a, b)) return false
  const [x, y] = [a.given, b.given]
  if (x.length === 0 || y.length === 0 || a.head !== b.head) return true
  if (!givenFits(x[0]!, y[0]!) && editDistance(x[0]!, y[0]!) > 2) {
    return x.slice(1).includes(y[0]!) || y.slice(1).includes(x[0]!)
  }
  return !middlesConflict(x, y)
}

const suffixesDiffer = (a: PersonName, b: PersonName) =>
  a.suffix !== null && b.suffix !== null && a.suffix !== b.suffix

const sameKey = (a: string, b: string) => strictKey(a) === strictKey(b)

function matchGiven(a: PersonName, b: PersonName, use: SurnameUse): NameMatch | null {
  const [x, y] = [a.given[0], b.given[0]]
  const isCommon = COMMON_SURNAMES.has(a.head) || Math.min(use.a, use.b) > 4
  const isSpelled = a.head !== b.head
  if (x === undefined || y === undefined) return matchBareSurname(a, b) ?? matchParts(a, b, use)
  if (middlesConflict(a.given, b.given)) return null
  const base = { likeness: 1, mayStandTogether: true }
  const spelling = isSpelled ? `"${a.head}" and "${b.head}" are one name in other spellings` : ''
  if (x === y) {
    if (isSpelled) return { ...base, rule: 'romanization', reason: spelling, needs: 0 }
    if (a.given.join(' ') === b.given.join(' ')) {
      return a.suffix === b.suffix
        ? { ...base, rule: 'spelling', reason: 'the same name in other spelling', needs: 0 }
        : {
            ...base,
            rule: 'middle name',
            reason: `the same name with "${a.suffix ?? b.suffix}"`,
            needs: isCommon ? 0.8 : 0,
          }
    }
    const middle =
      [...a.given.slice(1), ...b.given.slice(1)].find(
        (word) => !a.given.includes(word) || !b.given.includes(word),
      ) ?? ''
    return {
      ...base,
      rule: 'middle name',
      reason: `the same name with "${middle}" in between`,
      needs: isCommon ? (use.a > 8 ? 0.8 : 0.3) : 0,
    }
  }
  if (isInitial(x) || isInitial(y)) return matchInitial(a, b, isCommon)
  if (sameKey(x, y)) {
    return {
      ...base,
      rule: 'romanization',
      reason: `"${x}" and "${y}" are one name in other spellings`,
      needs: isCommon ? 0.8 : 0,
    }
  }
  if (areVariants(x, y)) {
    const reason = `given names "${x}" and "${y}" are used for one another${spelling ? `; ${spelling}` : ''}`
    return {
      rule: 'given name',
      reason,
      likeness: 0.95,
      needs: isCommon ? 1.5 : isSpelled ? 0.8 : use.a > 3 ? 0.3 : 0,
      mayStandTogether: !isCommon,
    }
  }
  if (looseKey(x) === looseKey(y) || soundsAlike(x, y)) {
    return {
      rule: 'romanization',
      reason: `"${x}" and "${y}" may be one name`,
      likeness: 0.93,
      needs: isCommon ? 1.5 : 0.5,
      mayStandTogether: false,
    }
  }
  const middleIsFirst = a.given.slice(1).includes(y) || b.given.slice(1).includes(x)
  if (middleIsFirst && !isCommon) {
    return {
      rule: 'middle name',
      reason: 'one leaves a first name out',
      likeness: 0.92,
      needs: 0.5,
      mayStandTogether: false,
    }
  }
  return matchMisspeltGiven(x, y, isCommon)
}

function matchInitial(a: PersonName, b: PersonName, isCommon: boolean): NameMatch | null {
  const [x, y] = [a.given[0]!, b.given[0]!]
  if (x[0] !== y[0]) {
    const follows = (short: string[], long: string[]) =>
      isInitial(short[0]!) &&
      short.slice(1).some((word) => areVariants(word, long[0]!) && !isInitial(word))
    return follows(a.given, b.given) || follows(b.given, a.given)
      ? {
          rule: 'initial',
          reason: `one puts an initial first`,
          likeness: 0.95,
          needs: isCommon ? 1.2 : 0.2,
          mayStandTogether: true,
        }
      : null
  }
  return {
    rule: 'initial',
    reason: `"${isInitial(x) ? x : y}" may stand for "${isInitial(x) ? y : x}"`,
    likeness: 0.85,
    needs: isCommon ? 2.5 : 1,
    mayStandTogether: false,
  }
}

/** A typo in a rare given name ("Jamie" for "Jaime"), or two brothers: only the context can tell. */
function matchMisspeltGiven(x: string, y: string, isCommon: boolean): NameMatch | null {
  const distance = editDistance(x, y)
  const length = Math.max(x.length, y.length)
  if (distance > (length > 6 ? 2 : 1) || length < 3 || isCommon) return null
  if (isKnownGivenName(x) && isKnownGivenName(y) && distance > 1) return null
  return {
    rule: 'misspelling',
    reason: `spelling ${likeness(x, y).toFixed(2)}: "${x}" and "${y}"`,
    likeness: likeness(x, y),
    needs:
      isKnownGivenName(x) && isKnownGivenName(y) ? 2 : length > 5 && distance === 1 ? 0.8 : 1.2,
    mayStandTogether: false,
  }
}

/** "Noland III" and "Lloyd U. Noland III". */
function matchBareSurname(a: PersonName, b: PersonName): NameMatch | null {
  if (a.suffix === null || a.suffix !== b.suffix || a.head !== b.head) return null
  return {
    rule: 'part of name',
    reason: `only one "${a.head} ${a.suffix}"`,
    likeness: 0.9,
    needs: 0.3,
    mayStandTogether: true,
  }
}

/** "Hernandez Grisanti" in "Arturo Hernandez Grisanti", "Carl Lindner" in "Financier Carl Lindner". */
function matchParts(a: PersonName, b: PersonName, use: SurnameUse): NameMatch | null {
  const [short, long] = a.words.length <= b.words.length ? [a, b] : [b, a]
  if (short.words.length < 2 || short.words.length === long.words.length) return null
  const extra = long.words.length - short.words.length
  const isEnd = short.words.every((word, i) => word === long.words[i + extra])
  const isStart = short.words.every((word, i) => word === long.words[i])
  if (!isEnd && !isStart) return null
  const reason = `"${short.words.join(' ')}" is part of "${long.words.join(' ')}"`
  const base = { rule: 'part of name' as const, reason, likeness: 0.9, mayStandTogether: true }
  if (isStart) return { ...base, needs: isKnownGivenName(short.head) ? 3 : 1.5 }
  const isCommon = COMMON_SURNAMES.has(short.head) || Math.max(use.a, use.b) > 4
  const added = long.words.slice(0, extra)
  const startsGiven = isKnownGivenName(short.words[0]!)
  if (startsGiven)
    return { ...base, needs: added.some(isKnownGivenName) ? 1.5 : isCommon ? 1 : 0.4 }
  return { ...base, needs: 0.3 }
}

/** "Ongpin Jaime": the same words in another order. */
function matchSwapped(a: PersonName, b: PersonName): NameMatch | null {
  if (a.words.length !== b.words.length || a.words.length < 2) return null
  const keys = (words: string[]) => words.map(strictKey).sort().join(' ')
  if (keys(a.words) !== keys(b.words)) return null
  return {
    rule: 'word order',
    reason: 'the same names in another order',
    likeness: 0.95,
    needs: 0.5,
    mayStandTogether: false,
  }
}

/** "Vocker" and "Volcker": the rarer is a typo if given name and context agree. */
function matchMisspelt(a: PersonName, b: PersonName, use: SurnameUse): NameMatch | null {
  const [x, y] = [a.given[0], b.given[0]]
  if (x === undefined || y === undefined || middlesConflict(a.given, b.given)) return null
  const isLoose = looseKey(a.head) === looseKey(b.head)
  const distance = editDistance(a.head, b.head)
  const length = Math.max(a.head.length, b.head.length)
  if (!isLoose && (distance > (length > 7 ? 2 : 1) || length < 4)) return null
  if (isFamilyEnding(a.head) !== isFamilyEnding(b.head) && distance > 1) return null
  const isSameGiven = x === y || sameKey(x, y)
  if (!isSameGiven && (isInitial(x) || isInitial(y) || !givenFits(x, y))) return null
  return misspelling(a, b, use, { isLoose, distance, isSameGiven })
}

function misspelling(
  a: PersonName,
  b: PersonName,
  { articlesA, articlesB }: SurnameUse,
  { isLoose, distance, isSameGiven }: { isLoose: boolean; distance: number; isSameGiven: boolean },
): NameMatch {
  const isCommon = COMMON_SURNAMES.has(a.head) && COMMON_SURNAMES.has(b.head)
  const rare = Math.min(articlesA, articlesB)
  const isRareSlip = rare <= 3 && Math.max(articlesA, articlesB) >= 3 * rare
  const length = Math.min(a.head.length, b.head.length)
  const isLong = distance === 1 && length > 7 && isFamilyEnding(a.head) === isFamilyEnding(b.head)
  const isSwapped = distance === 1 && a.head.length === b.head.length && sameLetters(a.head, b.head)
  const needs =
    isLong || isSwapped ? 0.4 : isLoose ? 1 : isRareSlip && length > 4 && distance === 1 ? 1.2 : 2
  const isSound = isLoose || soundsAlike(a.head, b.head) || (isSameGiven && length > 8)
  const alike = likeness(a.head, b.head)
  return {
    rule: isSound ? 'romanization' : 'misspelling',
    reason: `spelling ${alike.toFixed(2)}: "${a.head}" and "${b.head}"`,
    likeness: isSound ? Math.max(0.9, alike) : alike,
    needs: isCommon ? Infinity : needs + (isSameGiven ? 0 : 0.8),
    mayStandTogether: false,
  }
}

/** "Sargsyan" and "Sarkisian": one name in two romanizations or two names, so never joined by rule. */
function matchConsonants(a: PersonName, b: PersonName): NameMatch | null {
  const [x, y] = [a.given[0], b.given[0]]
  if (x === undefined || y === undefined || middlesConflict(a.given, b.given)) return null
  if (consonantKey(a.head) !== consonantKey(b.head) || a.head.length < 5) return null
  if (isInitial(x) || isInitial(y) || !givenFits(x, y)) return null
  return {
    rule: 'romanization',
    reason: `"${a.head}" and "${b.head}" may be one name in other spellings`,
    likeness: Math.max(0.9, likeness(a.head, b.head)),
    needs: Infinity,
    mayStandTogether: false,
  }
}

const sameLetters = (a: string, b: string) => [...a].sort().join('') === [...b].sort().join('')

const isFamilyEnding = (word: string) => /(ov|ev|li|lu|zade|yan|ian|ova|eva)$/.exec(word)?.[0] ?? ''

/** Whether middle names or initials contradict each other: "Clifford L." and "Clifford F.". */
function middlesConflict(a: string[], b: string[]): boolean {
  if (a.length < 2 || b.length < 2) return false
  const [x, y] = [a.slice(1), b.slice(1)]
  return (
    !x.some((word) => b.some((other) => givenFits(word, other))) &&
    !y.some((word) => a.some((other) => givenFits(word, other)))
  )
}

/** Equal except for vowels and voicing; short names match by chance. */
const soundsAlike = (a: string, b: string) =>
  Math.min(a.length, b.length) > 4 && consonantKey(a) === consonantKey(b)

function givenFits(a: string, b: string): boolean {
  if (isInitial(a) || isInitial(b)) return a[0] === b[0]
  return areVariants(a, b) || looseKey(a) === looseKey(b) || soundsAlike(a, b)
}

const likeness = (a: string, b: string) =>
  1 - Math.min(1, editDistance(a, b) / Math.max(a.length, b.length))
