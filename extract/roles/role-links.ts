import type { SpanSet } from '../names/spans/span-set.ts'
import {
  CAPITAL,
  FUNCTION_WORD,
  LOWER_CASE,
  POSSESSIVE,
  NUMBER,
  ROLE,
  SPEECH_VERB,
} from '../text/flags.ts'
import type { Name } from '../names/spans/name.ts'
import { isOwner } from './role-owners.ts'
import { type Title, titleUpTo } from './role-title.ts'
import type { Segment } from '../text/segment.ts'

/** A complete title with its owner. */
export interface OwnedTitle {
  title: Title
  of: Name
}

/** The owner after a title: "of | Acme Corp", "with the | World Bank", "of the science department at | Acme College". */
export function linkedOwner(
  segment: Segment,
  spans: SpanSet<Name>,
  title: Title,
): OwnedTitle | null {
  const of = nameBehindLink(segment, spans, title.to)
  if (of && isOwnerOfBody(segment, of, title)) return null
  if (of) return { title, of }
  const inside = linkedInside(segment, spans, title)
  if (inside) return inside
  const to = complementEnd(segment, title)
  const body = to > 0 ? nameBehindLink(segment, spans, to) : null
  if (body?.kind !== 'organization') return employerBehind(segment, spans, title)
  const words = segment.tokens.slice(title.to, to).map(({ word }) => word.lower)
  const full = words.filter((word) => !ARTICLE.test(word)).join(' ')
  return { title: { ...title, to, title: `${title.title} ${full}` }, of: body }
}

/** The employer behind a unit with a name of its own: "director of the Patrols Directorate at | Acme Police". */
function employerBehind(segment: Segment, spans: SpanSet<Name>, title: Title): OwnedTitle | null {
  const { tokens } = segment
  if (!/^(of|for)$/.test(tokens[title.to]?.word.lower ?? '')) return null
  for (let at = title.to + 1; at < Math.min(tokens.length, title.to + FARTHEST_EMPLOYER); at++) {
    const { lower, flags } = tokens[at]!.word
    if (lower === 'at') {
      const of = nameBehindLink(segment, spans, at)
      if (of?.kind === 'organization') return { title, of }
    }
    const isOther = spans.at(segment, at)?.kind === 'person' || /^[,;:()"“”]$/.test(lower)
    if (isOther || flags & SPEECH_VERB) return null
  }
  return null
}

const FARTHEST_EMPLOYER = 14

/** An owner whose first words look like part of the title: "chairman of the | Foreign Affairs Committee". */
function linkedInside(segment: Segment, spans: SpanSet<Name>, title: Title): OwnedTitle | null {
  for (let link = title.from + 1; link < title.to; link++) {
    const of = nameBehindLink(segment, spans, link)
    if (!of || of.to <= title.to) continue
    const own = titleUpTo(segment, title, link)
    return own && { title: own, of }
  }
  return null
}

const LINK = /^(of|at|for|with|in)$/
const ARTICLE = /^(the|a|an|its|their)$/
const LONGEST_COMPLEMENT = 6

function nameBehindLink(
  { tokens, ...rest }: Segment,
  spans: SpanSet<Name>,
  at: number,
): Name | null {
  if (!LINK.test(tokens[at]?.word.lower ?? '')) return null
  const first = ARTICLE.test(tokens[at + 1]?.word.lower ?? '') ? at + 2 : at + 1
  const start = pastNouns({ tokens, ...rest }, first)
  const of = spans.at({ tokens, ...rest }, start)
  if (of?.from !== start || !isOwner(of)) return null
  if (start > first && of.kind !== 'organization') return null
  // "president of a U.S.-backed company"
  if (/^[-–]/.test(tokens[of.to]?.word.text ?? '')) return null
  return ownedBody({ tokens, ...rest }, spans, of) ?? of
}

/** "of | brokers | Acme", "of the | main opposition party | Acme" */
function pastNouns({ tokens }: Segment, from: number): number {
  let at = from
  while (at < from + MOST_NOUNS && isPlain(tokens[at]?.word) && tokens[at]!.word.lower !== 'and')
    at++
  return at
}

const MOST_NOUNS = 3

/** The body owned by an owner: "administrator of USDA's | Foreign Agricultural Service". */
function ownedBody(segment: Segment, spans: SpanSet<Name>, { to }: Name): Name | null {
  if (((segment.tokens[to]?.word.flags ?? 0) & POSSESSIVE) === 0) return null
  const body = spans.at(segment, to + 1)
  return body?.from === to + 1 && body.kind === 'organization' && isOwner(body) ? body : null
}

/** Bodies that belong to a country or an organization; their roles are not roles of the owner. */
const BODY =
  /^(associations?|unions?|federations?|confederations?|unit|subsidiary|affiliate|division|competitor|rival|council|committee|chamber|institute|group|party|company|bank|team|delegation|mission|lobby|club|league|branch|arm|industry|parliament|congress|senate|exporters|workers|growers|producers|pilots|employers)$/
const FARTHEST_BODY = 4

/** Managers and experts of a unit work for its owner; the head of a unit does not head the owner. */
const LEADS = /\b(president|chairman|chairwoman|chief|head|leader|speaker|secretary)\b/

/** Whether a name only owns or locates the body meant: "president of | Colombia's exporters' association", "head of | UAL's Westin Hotel unit". */
export function isOwnerOfBody({ tokens }: Segment, of: Name, { title }: Title): boolean {
  const isOwned = ((tokens[of.to]?.word.flags ?? 0) & POSSESSIVE) !== 0
  if (!isOwned && (of.kind !== 'country' || of.via !== 'demonym')) return false
  if (of.kind !== 'country' && !LEADS.test(title)) return false
  const start = isOwned ? of.to + 1 : of.to
  for (let at = start; at < start + FARTHEST_BODY; at++) {
    const word = tokens[at]?.word
    if (!word || /^[,.;:()]$/.test(word.text) || word.flags & SPEECH_VERB) return false
    if (BODY.test(word.lower)) return true
    if (of.kind === 'country' && isOwned && at === start && word.flags & CAPITAL) return true
  }
  return false
}

/** End of "of the political science department" after a title, which may contain its first words; 0 if there is none. */
function complementEnd({ tokens, matches }: Segment, { title, to: at }: Title): number {
  const isLinked = /^(of|for)$/.test(tokens[at]?.word.lower ?? '')
  if (!isLinked && !title.includes(' of ')) return 0
  let to = isLinked ? at + 1 : at
  if (ARTICLE.test(tokens[to]?.word.lower ?? '')) to++
  const first = to
  while (to < at + LONGEST_COMPLEMENT && !matches[to] && isPlain(tokens[to]?.word)) to++
  return to > first ? to : 0
}

/** Whether a word may be inside such a complement, unlike verbs, roles or "based". */
function isPlain(word: { lower: string; flags: number } | undefined): boolean {
  if (!word || (word.flags & LOWER_CASE) === 0 || word.lower.endsWith('ed')) return false
  return word.lower === 'and' || (word.flags & (FUNCTION_WORD | SPEECH_VERB | ROLE)) === 0
}

/** Position after an insertion between a name and the comma before a title: "(D-Mich.)", ", 54". */
export function pastInsertion({ tokens }: Segment, at: number): number {
  if (tokens[at]?.word.text === '(') {
    for (let i = at + 1; i < at + 6; i++) if (tokens[i]?.word.text === ')') return i + 1
  }
  const isAge = tokens[at]?.word.text === ',' && ((tokens[at + 1]?.word.flags ?? 0) & NUMBER) !== 0
  return isAge && tokens[at + 2]?.word.text === ',' ? at + 2 : at
}
