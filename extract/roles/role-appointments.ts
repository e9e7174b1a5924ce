import type { SpanSet } from '../names/spans/span-set.ts'
import { FUNCTION_WORD, HONORIFIC, LOWER_CASE } from '../text/flags.ts'
import type { Name } from '../names/spans/name.ts'
import { linkedOwner, pastInsertion } from './role-links.ts'
import { subjectOf } from './role-owners.ts'
import { titleAt, titleByBeing } from './role-predicates.ts'
import type { Title } from './role-title.ts'
import type { Segment } from '../text/segment.ts'
import { readTime } from './stated-time.ts'
import { type StatedRole, toStatedRole } from './stated-role.ts'

const APPOINTED =
  /^(named|appointed|elected|reelected|re-elected|promoted|hired|designated|names|appoints|elects)$/
const LEFT = /^(resigned|retired|quit|dismissed|ousted|fired|sacked|removed|replaced)$/
const CONFIDENCE = 0.8

/** Roles stated by a verb: "Acme named Jane Roe president", "Jane Roe resigned as chairman of Acme", "Jane Roe is chairman of Acme". */
export function readAppointments(
  segment: Segment,
  spans: SpanSet<Name>,
  persons: Name[],
): StatedRole[] {
  const found: StatedRole[] = []
  /** Where the verb's next appointment may start: "named Jane Roe chairman and | John Poe president". */
  let next = -1
  for (const person of persons) {
    const made =
      appointedTitle(segment, person, honorificStart(segment, person) === next) ??
      titleByVerb(segment, person)
    const owned = made
      ? ownerOf(segment, spans, made, person)
      : titleByBeing(segment, spans, person)
    if (!owned) continue
    const stated = toStatedRole(
      person,
      owned.of,
      owned.title,
      `person appointed role of ${owned.of.kind}`,
      CONFIDENCE,
    )
    if (!stated) continue
    found.push(stated)
    const end = Math.max(owned.of.to, owned.title.to)
    next = /^(and|,)$/.test(segment.tokens[end]?.word.lower ?? '') ? end + 1 : -1
  }
  return found
}

/** Start of the name including honorifics. */
function honorificStart({ tokens }: Segment, { from }: Name): number {
  while (from > 0 && tokens[from - 1]!.word.flags & HONORIFIC) from--
  return from
}

/** "named | Jane Roe | as its president" */
function appointedTitle(segment: Segment, person: Name, isNext: boolean): Title | null {
  const { tokens } = segment
  const verb = tokens[honorificStart(segment, person) - 1]?.word.lower ?? ''
  if (!isNext && !APPOINTED.test(verb)) return null
  return titleAt(segment, pastApposition(segment, person.to))
}

/** "Jane Roe | has been named | president", "was elected", "becomes", "resigned as". */
function titleByVerb(segment: Segment, person: Name): Title | null {
  const { tokens } = segment
  let at = pastApposition(segment, person.to)
  const word = () => tokens[at]?.word.lower ?? ''
  while (AUXILIARY.test(word())) at++
  if (APPOINTED.test(word())) return at > person.to ? titleAt(segment, at + 1) : null
  if (LEFT.test(word()) && tokens[at + 1]?.word.lower === 'as') {
    const title = titleAt(segment, at + 2)
    return title && { ...title, former: true }
  }
  return null
}

const AUXILIARY = /^(has|have|had|been|was|were|is|will|be|also|today|recently|yesterday)$/

const LONGEST_APPOSITION = 16

/** Position after an apposition: ", formerly president of Acme," or ", 54,". */
function pastApposition(segment: Segment, at: number): number {
  const { tokens } = segment
  const from = pastInsertion(segment, at)
  if (tokens[from]?.word.text !== ',') return from
  // After ", 54," comes the verb.
  if (from > at && AUXILIARY.test(tokens[from + 1]?.word.lower ?? '')) return from + 1
  for (let i = from + 1; i < Math.min(tokens.length, from + LONGEST_APPOSITION); i++) {
    if (tokens[i]!.word.text === ',') return i + 1
  }
  return from
}

/** The named owner of the role, else the subject of the sentence. */
function ownerOf(
  segment: Segment,
  spans: SpanSet<Name>,
  title: Title,
  person: Name,
): { title: Title; of: Name } | null {
  const { tokens } = segment
  const behind = tokens[title.to]?.word.lower ?? ''
  const named = linkedOwner(segment, spans, title)
  if (named) return named
  const isLinked = /^(of|at|for|in|with)$/.test(behind) && !readTime(segment, title.to + 1)
  if (isLinked || isBroken(segment, title)) return null
  const subject = subjectOf(segment, spans)
  return subject && subject.to <= person.from ? { title, of: subject } : null
}

/** Whether the title continues with a common noun: "president of the new | company". */
function isBroken({ tokens }: Segment, { from, to }: Title): boolean {
  const isLinked = tokens.slice(from, to).some(({ word }) => LINK.test(word.lower))
  const next = tokens[to]?.word.flags ?? 0
  return isLinked && (next & LOWER_CASE) !== 0 && (next & FUNCTION_WORD) === 0
}

const LINK = /^(of|for|in)$/
