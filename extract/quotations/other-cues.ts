import { CUE_WORDS } from '../gazetteer/lexicon/cues.ts'
import { ADJECTIVE_CUES, LIGHT_VERBS, NOUN_CUES } from '../gazetteer/lexicon/noun-cues.ts'
import { CUE, LOWER_CASE } from '../text/flags.ts'
import { contentEnd, spanOf } from './content-range.ts'
import type { Cue } from './cues.ts'
import {
  flagsAt,
  isAdverb,
  isAuxiliary,
  isContentWord,
  isDeterminer,
  isPossessive,
  type Line,
  lowerAt,
  type Range,
  startOf,
} from './line.ts'
import { phraseAfter, phraseBefore } from './phrases.ts'
import type { Attribution } from './read-line.ts'

/** Attributions by a noun ("her claim that …"), an adjective ("is sure that …") or a passive ("is opposed by …"), outside those already found. */
export function readOtherCues(
  line: Line,
  cues: readonly Cue[],
  found: readonly Attribution[],
): Attribution[] {
  const all: Attribution[] = []
  for (let at = 1; at < line.tokens.length - 1; at++) {
    if ((flagsAt(line, at) & LOWER_CASE) === 0 || line.quoted[at]) continue
    const lower = lowerAt(line, at)
    const one =
      (NOUN_CUES.has(lower) && readNoun(line, at, cues)) ||
      (ADJECTIVE_CUES.has(lower) && readAdjective(line, at, cues)) ||
      ((flagsAt(line, at) & CUE) !== 0 && readPassive(line, at))
    if (one && ![...found, ...all].some((other) => overlaps(one, other))) all.push(one)
  }
  return all
}

/** Whether two share their words or a cue stands within what another gives. */
function overlaps(one: Attribution, { line, cue, content }: Attribution): boolean {
  const [from, to] = [startOf(line, one.cue.from), startOf(line, cue.from)]
  const covers = (spans: Attribution['content'], at: number) =>
    spans.some(({ start, end }) => start <= at && at < end)
  return (
    covers(content, from) ||
    covers(one.content, to) ||
    one.content.some((span) => covers(content, span.start)) ||
    (one.cue.from < cue.to && cue.from < one.cue.to)
  )
}

const CONFIDENCE = 0.7

/** "her claim | that …", "made comments | about …", "a warning by Jane Roe | that …" */
function readNoun(line: Line, at: number, cues: readonly Cue[]): Attribution | null {
  if (/^(by|from)$/.test(lowerAt(line, at + 1)) && !isPossessive(line, at - 1)) {
    const source = phraseAfter(line, at + 2)
    return source && stated(line, { from: at, to: at + 1 }, source, source.to, cues)
  }
  const first = modifiersStart(line, at)
  const owner = ownerOf(line, first)
  if (owner) return stated(line, { from: first, to: at + 1 }, owner, at + 1, cues)
  const verb = isDeterminer(line, first - 1) ? first - 2 : first - 1
  if (!LIGHT_VERBS.has(lowerAt(line, verb))) return null
  const source = subjectOf(line, verb)
  return source && stated(line, { from: verb, to: at + 1 }, source, at + 1, cues)
}

/** Start of up to two adjectives before a noun. */
function modifiersStart(line: Line, at: number): number {
  let from = at
  while (from > at - 3 && from > 1 && isModifier(line, from - 1)) from--
  return from
}

const isModifier = (line: Line, at: number) =>
  isContentWord(line, at) &&
  (flagsAt(line, at) & LOWER_CASE) !== 0 &&
  !isDeterminer(line, at) &&
  !isPossessive(line, at) &&
  !LIGHT_VERBS.has(lowerAt(line, at)) &&
  !line.quoted[at]

/** Whose noun it is: "her", "Jane Roe's". */
function ownerOf(line: Line, at: number): Range | null {
  if (/^(his|her|their|its)$/.test(lowerAt(line, at - 1))) return { from: at - 1, to: at }
  return isPossessive(line, at - 1) ? phraseBefore(line, at - 1) : null
}

/** The subject of the verb at `verb`, across auxiliaries and adverbs. */
function subjectOf(line: Line, verb: number): Range | null {
  let from = verb
  while (from > 0 && (isAuxiliary(line, from - 1) || isAdverb(line, from - 1))) from--
  for (let at = from; at < verb; at++) if (NEGATION.test(lowerAt(line, at))) return null
  return phraseBefore(line, from)
}

const NEGATION = /^(not|never|no|cannot|nor|could|should|might|would|may)$|n['’]t$/

/** "Jane Roe is | sure that …", "are skeptical of …" */
function readAdjective(line: Line, at: number, cues: readonly Cue[]): Attribution | null {
  let be = at - 1
  while (be > 0 && isAdverb(line, be)) be--
  if (!/^(is|are|was|were|been|am|feels?|felt|remains?|seems?)$/.test(lowerAt(line, be)))
    return null
  const source = subjectOf(line, be)
  return source && stated(line, { from: be, to: at + 1 }, source, at + 1, cues)
}

/** What follows a noun or an adjective: "that …", "to …", "about …"; null for anything else. */
function stated(
  line: Line,
  cue: Range,
  source: Range,
  at: number,
  cues: readonly Cue[],
): Attribution | null {
  const link = lowerAt(line, at)
  if (!LINK.test(link)) return null
  const start = /^(that|to|if|whether)$/.test(link) ? at : at + 1
  const next = cues.find(({ from }) => from > start)
  const content = spanOf(line, start, contentEnd(line, start, next))
  return content.length === 0 ? null : { line, cue, source, content, confidence: CONFIDENCE }
}

const LINK = /^(that|to|of|for|about|on|over|against|regarding|if|whether|with|toward|towards)$/

/** "The plan was | criticized by | Jane Roe" */
function readPassive(line: Line, at: number): Attribution | null {
  const word = CUE_WORDS.get(lowerAt(line, at))
  if (word?.form !== 'past' || lowerAt(line, at + 1) !== 'by') return null
  let from = at
  while (from > 0 && (isAuxiliary(line, from - 1) || isAdverb(line, from - 1))) from--
  if (from === at) return null
  const source = phraseAfter(line, at + 2)
  const object = source && phraseBefore(line, from)
  if (!object) return null
  const content = spanOf(line, object.from, object.to)
  return { line, cue: { from, to: at + 2 }, source, content, confidence: CONFIDENCE }
}
