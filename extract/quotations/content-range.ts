import type { TextSpan } from '#core/article.ts'
import { CALENDAR } from '../text/flags.ts'
import { type Cue, isFinding } from './cues.ts'
import {
  endBefore,
  flagsAt,
  isAdverb,
  isAuxiliary,
  isContentWord,
  isDash,
  isDeterminer,
  isEnd,
  isPronoun,
  type Line,
  lowerAt,
  nameAt,
  startOf,
} from './line.ts'
import { startsPhrase } from './phrases.ts'

/** First token of the statement after a leading cue; -1 if there is none. */
export function contentStart(line: Line, { from, to, word: { kinds, verb } }: Cue): number {
  const at = skipAdverbials(line, to)
  if (isEnd(line, at)) return -1
  const lower = lowerAt(line, at)
  if (lower === ':' || line.quoted[at]) return lower === ':' ? at + 1 : at
  if (lower === ',' && line.quoted[at + 1]) return at + 1
  if (kinds.has('told')) return afterAddressee(line, at)
  if (lower === 'that' || /^(if|whether|why|how|what|where|when|there)$/.test(lower)) {
    return kinds.has('act') && !kinds.has('speech') && lower !== 'that' ? -1 : at
  }
  const isWords = kinds.has('speech')
  if (isWords && !/^([,;)]|by)$/.test(lower)) return at
  if ((kinds.has('clause') || kinds.has('finding')) && startsClause(line, at)) return at
  if (kinds.has('finding') && isFinding(line, from)) return at
  const that = thatAfter(line, at)
  if (that > 0 && (isWords || kinds.has('clause'))) return that
  if (kinds.has('intent') && lower === 'to') return at
  if (DENIALS.test(verb) && /^(having|being)$/.test(lower)) return at
  if (kinds.has('intent') && infinitiveAfter(line, at)) return at
  if (kinds.has('act') && startsObject(line, at)) return at
  if (CALLS.test(verb) && /^(for|on|upon)$/.test(lower)) return at
  return kinds.has('quote') ? quotedObject(line, at) : -1
}

/** A noun phrase, with or without a determiner: "supports | deportation". */
const startsObject = (line: Line, at: number) => startsPhrase(line, at) || isContentWord(line, at)

/** Verbs that may be followed by what was or was not done: "denied | having met". */
const DENIALS = /^(deny|admit|acknowledge|report|recall|regret|remember|describe)$/

/** With "for" or "on", a verb whose object is the demand. */
const CALLS = /^call$/

/**
 * Skips "on Monday", "in a statement", "Tuesday", "later" or "to reporters" before "that", a quotation after a comma,
 * or a clause.
 */
function skipAdverbials(line: Line, from: number): number {
  let at = from
  for (let n = 0; n < 3; n++) {
    while (isAdverb(line, at) || ((flagsAt(line, at) & CALENDAR) !== 0 && !nameAt(line, at))) at++
    if (!/^(on|in|at|to|during|of|after|before)$/.test(lowerAt(line, at))) break
    const end = prepositionalEnd(line, at)
    if (end < 0) break
    at = end
  }
  return at
}

/** End of a short prepositional phrase if the statement follows it. */
function prepositionalEnd(line: Line, from: number): number {
  for (let at = from + 1; at < from + 9; at++) {
    const lower = lowerAt(line, at)
    if (lower === 'that' || lower === ':' || line.quoted[at]) return at
    if (lower === ',' && line.quoted[at + 1]) return at + 1
    if (isEnd(line, at) || isPronoun(line, at))
      return at === from + 1 ? -1 : isPronoun(line, at) ? at : -1
    if ((flagsAt(line, at) & CALENDAR) !== 0 && at > from) return at + 1
  }
  return -1
}

/** Start of the statement after an addressee: "reporters in Baku that …", "CNN …", "her she …". */
function afterAddressee(line: Line, from: number): number {
  const that = thatAfter(line, from)
  if (that > 0) return that
  if (/^(him|her|them|me|us|you|it|reporters|lawmakers)$/.test(lowerAt(line, from))) {
    const at = skipAdverbials(line, from + 1)
    if (lowerAt(line, at) === ':') return at + 1
    return isEnd(line, at) || /^(of|about)$/.test(lowerAt(line, at)) ? -1 : at
  }
  for (let at = from + 1; at < from + 12; at++) {
    if (isEnd(line, at)) return -1
    if (line.quoted[at]) return at
    if (lowerAt(line, at) === ':') return at + 1
    if (isPronoun(line, at) || startsClause(line, at)) return at
    if (lowerAt(line, at) === 'to' && !startsPhrase(line, at + 1)) return at
  }
  return -1
}

/** Position of "that" or a question word within reach, before any verb. */
function thatAfter(line: Line, from: number): number {
  for (let at = from; at < from + 10; at++) {
    if (/^(that|whether)$/.test(lowerAt(line, at))) return at
    if (isEnd(line, at) || line.quoted[at] || isAuxiliary(line, at) || lowerAt(line, at) === ',')
      return -1
  }
  return -1
}

/** Whether a clause with a finite verb starts here: "he …", "the bill is", "there". */
function startsClause(line: Line, from: number): boolean {
  if (isPronoun(line, from) || lowerAt(line, from) === 'there') return true
  if (!startsPhrase(line, from)) return false
  for (let at = from + 1; at < from + 8; at++) {
    if (isAuxiliary(line, at)) return true
    if (isEnd(line, at) || /^[,;:]$/.test(lowerAt(line, at))) return false
  }
  return false
}

function infinitiveAfter(line: Line, from: number): boolean {
  if (!startsPhrase(line, from) && !/^(him|her|them|people|voters)$/.test(lowerAt(line, from)))
    return false
  for (let at = from + 1; at < from + 8; at++) {
    if (lowerAt(line, at) === 'to' && !isDeterminer(line, at + 1)) return true
    if (isEnd(line, at)) return false
  }
  return false
}

/** Start of an object partly in quotation marks: 'called him a "liar"'. */
function quotedObject(line: Line, from: number): number {
  for (let at = from; at < from + 12; at++) {
    if (line.quoted[at]) return from
    if (isEnd(line, at)) return -1
  }
  return -1
}

/** End of the statement after a leading cue: before a part of the sentence that has its own cue. */
export function contentEnd(line: Line, start: number, next: Cue | undefined): number {
  const last = lastToken(line)
  if (!next || next.from <= start) return last
  const boundary = boundaryBefore(line, next, start)
  return boundary > start ? boundary : last
}

function boundaryBefore(line: Line, { from, at: verb, word }: Cue, start: number): number {
  if (word.verb === 'according') return withoutComma(line, from)
  if (word.form === 'gerund' && from === verb) {
    return /^[,;]$/.test(lowerAt(line, from - 1)) || isDash(line, from - 1)
      ? withoutComma(line, from)
      : -1
  }
  if (/^(who|which)$/.test(lowerAt(line, from - 1)) && lowerAt(line, from - 2) === ',')
    return from - 2
  for (let at = from - 1; at > start; at--) {
    if (lowerAt(line, at) === ';') return at
    const isJoin = /^(and|but|while|although|though)$/.test(lowerAt(line, at))
    if (!isJoin) continue
    const isSubject =
      from - at < 6 && (nameAt(line, at + 1) !== undefined || isPronoun(line, at + 1))
    if (at === from - 1 || isSubject || lowerAt(line, at - 1) === ',') return withoutComma(line, at)
  }
  return -1
}

export const withoutComma = (line: Line, to: number) =>
  /^[,;]$/.test(lowerAt(line, to - 1)) || isDash(line, to - 1) ? to - 1 : to

/** End of the line without its full stop, unless the full stop is quoted. */
export function lastToken(line: Line): number {
  let to = line.tokens.length
  while (to > 0 && isEnd(line, to - 1) && !line.quoted[to - 1]) to--
  return to
}

export function spanOf(line: Line, from: number, to: number): TextSpan[] {
  if (from >= to) return []
  return [{ start: startOf(line, from), end: endBefore(line, to) }]
}
