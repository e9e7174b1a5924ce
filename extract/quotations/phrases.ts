import { CALENDAR, CAPITAL, CUE, FUNCTION_WORD, LOWER_CASE, NUMBER, ROLE } from '../text/flags.ts'
import {
  flagsAt,
  isAdverb,
  isAuxiliary,
  isDash,
  isDeterminer,
  isEnd,
  isPossessive,
  isPreposition,
  isPronoun,
  isSign,
  type Line,
  lowerAt,
  nameAt,
  type Range,
  startsOtherClause,
} from './line.ts'

/** Maximum length of a source. */
const LONGEST = 40

/** The noun phrase that ends before `to` ("a spokesman for the ministry"); null if there is none. */
export function phraseBefore(line: Line, to: number): Range | null {
  if (to <= 0) return null
  if (isPronoun(line, to - 1) || /^(who|others)$/.test(lowerAt(line, to - 1))) {
    return line.quoted[to - 1] ? null : { from: to - 1, to }
  }
  const from = trimmedStart(line, extendLeft(line, to), to)
  return from < to ? { from, to } : null
}

function extendLeft(line: Line, to: number): number {
  let from = to
  while (from > 0 && to - from < LONGEST) {
    const at = from - 1
    if (line.quoted[at]) break
    const name = nameAt(line, at)
    if (name) {
      from = name.from
      continue
    }
    if (lowerAt(line, at) === ')') {
      const open = openingBracket(line, at)
      if (open < 0) break
      from = open
      continue
    }
    if (lowerAt(line, at) === 'and') {
      if (!joinsNames(line, at)) break
    } else if (stopsPhrase(line, at)) break
    from = at
    if (isDeterminer(line, at) && !isPreposition(line, at - 1)) break
  }
  return from
}

function stopsPhrase(line: Line, at: number): boolean {
  if (isSign(line, at) || startsOtherClause(line, at) || isAuxiliary(line, at)) return true
  if (isPronoun(line, at) || /^(who|whom|there|here|and)$/.test(lowerAt(line, at))) return true
  return (flagsAt(line, at) & CUE) !== 0 && /(?:ed|said|says|told|ing)$/.test(lowerAt(line, at))
}

const joinsNames = (line: Line, at: number) => nameAt(line, at - 1) && nameAt(line, at + 1)

function openingBracket(line: Line, at: number): number {
  for (let i = at - 1; i >= Math.max(0, at - 8); i--) if (lowerAt(line, i) === '(') return i
  return -1
}

/** Skips a leading phrase of time or place ("On Monday", "In a statement"). */
function trimmedStart(line: Line, from: number, to: number): number {
  let start = from
  while (start < to && isPadding(line, start)) start++
  if (!isPreposition(line, start)) return start
  for (let at = start + 2; at < to; at++) {
    const name = nameAt(line, at)
    const isStart = name ? name.from === at : isDeterminer(line, at)
    if (
      isStart &&
      !isPreposition(line, at - 1) &&
      !isDeterminer(line, at - 1) &&
      !isPossessive(line, at - 1)
    )
      return at
  }
  while (start < to && (isPreposition(line, start) || isPadding(line, start))) start++
  return start
}

function isPadding(line: Line, at: number): boolean {
  if (isAdverb(line, at) || isSign(line, at) || isDash(line, at)) return true
  const lower = lowerAt(line, at)
  if (/^(but|and|or|yet|so|said|.)$/.test(lower) && !/^[a-z0-9$]$/.test(lower)) return true
  return (flagsAt(line, at) & CALENDAR) !== 0 && !nameAt(line, at)
}

/** The noun phrase that starts at `from`, with a following apposition: "Jane Roe, head of research at Acme". */
export function phraseAfter(line: Line, from: number): Range | null {
  if (line.quoted[from] || isEnd(line, from)) return null
  if (isPronoun(line, from)) return { from, to: from + 1 }
  const core = extendRight(line, from)
  if (core === from) return null
  return { from, to: withApposition(line, core) }
}

function extendRight(line: Line, from: number): number {
  let to = from
  while (to < line.tokens.length && to - from < LONGEST) {
    if (line.quoted[to]) break
    const name = nameAt(line, to)
    if (name) {
      to = name.to
      continue
    }
    if (lowerAt(line, to) === 'and' && to > from && !isAuxiliary(line, to + 1)) {
      if (!nameAt(line, to + 1) && !isDeterminer(line, to + 1)) break
    } else if (stopsAfter(line, to, from)) break
    to++
  }
  while (to > from && (isPreposition(line, to - 1) || isDeterminer(line, to - 1))) to--
  return to
}

function stopsAfter(line: Line, at: number, from: number): boolean {
  if (lowerAt(line, at) === '.') return true
  if (isSign(line, at) || isDash(line, at) || startsOtherClause(line, at) || isAuxiliary(line, at))
    return true
  if (isPronoun(line, at) || /^(who|whom|and|there)$/.test(lowerAt(line, at))) return true
  if (flagsAt(line, at) & CALENDAR || isAdverb(line, at)) return true
  if (at > from && isPreposition(line, at))
    return !/^(of|for|from|with|at|in)$/.test(lowerAt(line, at))
  return (
    at > from &&
    (flagsAt(line, at) & CUE) !== 0 &&
    (flagsAt(line, at) & LOWER_CASE) !== 0 &&
    /(?:ed|said|says|told|ing)$/.test(lowerAt(line, at))
  )
}

/** End of the apposition after a phrase (at its second comma or the end of the sentence); `to` if there is none. */
function withApposition(line: Line, to: number): number {
  if (lowerAt(line, to) === '(') {
    for (let i = to + 1; i < to + 8; i++)
      if (lowerAt(line, i) === ')') return withApposition(line, i + 1)
  }
  if (lowerAt(line, to) !== ',' || !startsApposition(line, to + 1)) return to
  for (let at = to + 1; at < Math.min(line.tokens.length, to + LONGEST); at++) {
    if (line.quoted[at]) return to
    if (isEnd(line, at) || (lowerAt(line, at) === ',' && at > to + 1)) return at
    if (
      isAuxiliary(line, at) ||
      isPronoun(line, at) ||
      (flagsAt(line, at) & CUE && at > to + 1 && !nameAt(line, at))
    )
      return to
  }
  return line.tokens.length - to < LONGEST ? line.tokens.length : to
}

/** Whether an apposition may start here: "the", "a", a role, an age, or a lower-case noun. */
export function startsApposition(line: Line, at: number): boolean {
  const flags = flagsAt(line, at)
  if (isDeterminer(line, at) || flags & (NUMBER | ROLE)) return true
  return (
    (flags & LOWER_CASE) !== 0 &&
    (flags & (FUNCTION_WORD | CUE)) === 0 &&
    !/ing$/.test(lowerAt(line, at))
  )
}

/** Whether a noun phrase may start here. */
export function startsPhrase(line: Line, at: number): boolean {
  if (line.quoted[at]) return false
  if (nameAt(line, at) || isDeterminer(line, at) || isPronoun(line, at)) return true
  return (
    (flagsAt(line, at) & (CAPITAL | ROLE)) !== 0 &&
    (flagsAt(line, at) & (CALENDAR | FUNCTION_WORD)) === 0
  )
}

/**
 * The subject before a comma that closes an apposition: "Jane Roe, head of research, |". The nearest person before a
 * comma, else the phrase before the previous comma.
 */
export function phraseBeforeApposition(line: Line, comma: number): Range | null {
  const last = nameAt(line, comma - 1)
  if (last?.kind === 'person' && lowerAt(line, last.from - 1) === ',') {
    const owner = phraseBefore(line, last.from - 1)
    if (owner) return { from: owner.from, to: comma }
  }
  let nearest = -1
  for (let at = comma - 1; at > 0 && at > comma - LONGEST && !line.quoted[at]; at--) {
    if (lowerAt(line, at) !== ',') continue
    const name = nameAt(line, at - 1)
    if (name?.kind === 'person')
      return { from: phraseBefore(line, at)?.from ?? name.from, to: comma }
    if (nearest < 0) nearest = at
  }
  if (nearest < 0 || !(startsApposition(line, nearest + 1) || lowerAt(line, nearest + 1) === 'who'))
    return null
  const phrase = phraseBefore(line, nearest)
  return phrase && { from: phrase.from, to: comma }
}

/** The subject of the clause that starts at `from`: its first pronoun, name or noun phrase. */
export function subjectFrom(line: Line, from: number, to: number): Range | null {
  for (let at = from; at < to && at < from + LONGEST; at++) {
    if (line.quoted[at]) continue
    if (isPronoun(line, at)) return { from: at, to: at + 1 }
    const name = nameAt(line, at)
    const isGoverned =
      isPreposition(line, at - 1) || (isDeterminer(line, at - 1) && isPreposition(line, at - 2))
    if (name && name.from === at) {
      if (!isGoverned && !isPossessive(line, name.to)) return phraseBefore(line, name.to)
      at = name.to - 1
      continue
    }
    if (isDeterminer(line, at) && !isGoverned && !isPreposition(line, at - 1)) {
      const end = verbFrom(line, at + 1, to)
      if (end > at + 1) return { from: at, to: end }
    }
  }
  return null
}

/** Position of the first word from `at` on that looks like a finite verb. */
function verbFrom(line: Line, at: number, to: number): number {
  for (let i = at; i < to; i++) {
    if (isAuxiliary(line, i) || isSign(line, i) || line.quoted[i] || startsOtherClause(line, i))
      return i
    if (
      (flagsAt(line, i) & LOWER_CASE) !== 0 &&
      (/ed$/.test(lowerAt(line, i)) || flagsAt(line, i) & CUE)
    )
      return i
  }
  return to
}
