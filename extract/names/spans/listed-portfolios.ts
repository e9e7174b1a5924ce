import {
  CAPITAL,
  COMMON,
  FUNCTION_WORD,
  GIVEN_NAME,
  ORG_HEAD,
  MODIFIER,
  ROLE,
} from '../../text/flags.ts'
import type { Segment } from '../../text/segment.ts'
import type { TaggedSpan } from './candidate.ts'

/** Extends bodies to their full list of portfolios: "Ministry of Gender | , Labour and Social Development", "Roads and | Transport Committee". */
export function extendPortfolios(names: TaggedSpan[]): TaggedSpan[] {
  const found: TaggedSpan[] = []
  for (const name of names) {
    const last = found.at(-1)
    const before = last?.segment === name.segment ? last.to : 0
    if (name.from < before) continue
    found.push(name.kind === 'organization' ? extended(name, before) : name)
  }
  return found
}

function extended(name: TaggedSpan, before: number): TaggedSpan {
  const to = listEnd(name)
  const from = listStart(name, before)
  return from === name.from && to === name.to ? name : { ...name, from, to }
}

const BODY = /^(Ministry|Department|Committee|Commission|Institute|Secretariat)$/

function listEnd({ segment, from, to }: TaggedSpan): number {
  const { tokens } = segment
  const isBody = BODY.test(tokens[from]!.word.text)
  if (!isBody || !/^(of|for|on)$/.test(tokens[from + 1]?.word.lower ?? '')) return to
  let at = to
  while (tokens[at]?.word.text === ',') {
    const end = nounsEnd(segment, at + 1)
    if (end === at + 1) break
    at = end
  }
  const and = tokens[at]?.word.text === ',' ? at + 1 : at
  if (!/^(and|&)$/.test(tokens[and]?.word.lower ?? '')) return to
  const end = nounsEnd(segment, and + 1)
  return end > and + 1 ? end : to
}

/** Position after a run of capitalised common nouns. */
function nounsEnd(segment: Segment, from: number): number {
  let at = from
  while (isNoun(segment, at)) at++
  return at
}

function isNoun({ tokens, matches }: Segment, at: number): boolean {
  const flags = tokens[at]?.word.flags ?? 0
  if (matches[at] || (flags & CAPITAL) === 0 || flags & (FUNCTION_WORD | ROLE)) return false
  return (flags & (COMMON | MODIFIER)) !== 0
}

/** Start including a field before "and": "Food and | Agricultural Organisation". A name, or a capital at the start of a sentence, is not a field. */
function listStart({ segment, from, to }: TaggedSpan, before: number): number {
  const { tokens } = segment
  const isBody = to - from > 1 && (tokens[to - 1]!.word.flags & ORG_HEAD) !== 0
  if (!isBody || from - 2 < before || !isNoun(segment, from)) return from
  if (!/^(and|&)$/.test(tokens[from - 1]!.word.lower) || !isNoun(segment, from - 2)) return from
  const { flags } = tokens[from - 2]!.word
  if (flags & (GIVEN_NAME | ORG_HEAD) || (from === 2 && (flags & MODIFIER) === 0)) return from
  return from - 2
}
