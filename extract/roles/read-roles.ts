import type { SpanSet } from '../names/spans/span-set.ts'
import {
  CAPITAL,
  FUNCTION_WORD,
  COMMON,
  LOWER_CASE,
  ORG_HEAD,
  MODIFIER,
  ROLE,
  SPEECH_VERB,
} from '../text/flags.ts'
import type { Name } from '../names/spans/name.ts'
import { readAppointments } from './role-appointments.ts'
import { readLeading } from './role-predicates.ts'
import { isOwnerOfBody, linkedOwner, pastInsertion } from './role-links.ts'
import {
  isOwner,
  linkBefore,
  ownerAt,
  ownerBefore,
  ownerEndingAt,
  ownerOfIts,
} from './role-owners.ts'
import { readPairedRoles } from './role-pairs.ts'
import { type Title, titleAfter, titleBefore, titleFrom } from './role-title.ts'
import type { Segment } from '../text/segment.ts'
import { type StatedRole, toStatedRole } from './stated-role.ts'

/** The roles that a sentence states: by apposition before and after a name, and by a verb. */
export function readRoles(segment: Segment, spans: SpanSet<Name>): StatedRole[] {
  const names = spans.names(segment)
  const persons = names.filter(({ kind, resolved }) => kind === 'person' && resolved)
  if (persons.length === 0) return []
  const paired = readPairedRoles(segment, names)
  const single = persons
    .filter((person) => !paired.some((role) => role.person === person))
    .flatMap((person) => rolesBeside(segment, spans, person))
  const found = [
    ...paired,
    ...single.flatMap((role) => [...companions(segment, spans, role), role]),
  ]
  const appointed = [
    ...readAppointments(segment, spans, persons),
    ...readLeading(segment, spans, persons),
  ]
  return [...found, ...appointed.filter((one) => !found.some((role) => isSame(role, one)))]
}

/** The role before the name and another one after a comma: "Acme president Jane Roe, a director of Tin Bank". */
function rolesBeside(segment: Segment, spans: SpanSet<Name>, person: Name): StatedRole[] {
  const before =
    roleBeforeName(segment, spans, person) ??
    roleAroundName(segment, spans, person) ??
    roleOfOwner(segment, spans, person)
  const after = roleAfterName(segment, spans, person)
  const both = [before, after].filter((role) => role !== null)
  const distinct = both.length === 2 && both[0]!.of.full === both[1]!.of.full ? [both[0]!] : both
  if (distinct.length > 0) return distinct
  const role = roleOfSubject(segment, spans, person)
  return role ? [role] : []
}

/** The other people of a title in the plural: "Jane Roe and | Robert Poole, co-founders of Acme". */
function companions(segment: Segment, spans: SpanSet<Name>, role: StatedRole): StatedRole[] {
  const { tokens } = segment
  const { person, pattern } = role
  const isPlural =
    pattern.startsWith('person, role') && /s$/.test(tokens[person.to + 1]?.word.lower ?? '')
  if (!isPlural || tokens[person.from - 1]?.word.lower !== 'and') return []
  const other = spans.at(segment, person.from - 2)
  return other?.kind === 'person' && other.resolved ? [{ ...role, person: other }] : []
}

function isSame(a: StatedRole, b: StatedRole): boolean {
  return a.person === b.person && a.of === b.of && a.title === b.title
}

/** "Russian foreign minister Sergei Lavrov", "the Russian minister, Sergei Lavrov,", "State Department's Principal Deputy Spokesperson Vedant Patel". */
function roleBeforeName(segment: Segment, spans: SpanSet<Name>, person: Name): StatedRole | null {
  const title = titleBefore(segment, nameStart(segment, person))
  if (!title) return null
  const body = spans.at(segment, title.from)
  const rest = body && isBodyInTitle(body) ? titleFrom(segment, title, body.to) : null
  // "Energy and Mines | Minister": the words before "minister" are the portfolio.
  if (body && rest && rest.title !== 'minister') {
    const former = title.former || isFormer(segment, body)
    return toStatedRole(person, body, { ...rest, former }, `${body.kind} role person`, 0.9)
  }
  const of = ownerBefore(segment, spans, title.from)
  if (!of) return roleBeforeNouns(segment, spans, person, title)
  const former = title.former || isFormer(segment, of)
  return toStatedRole(person, of, { ...title, former }, `${of.kind} role person`, 0.9)
}

/** Whether the title starts with its owner: "House | Speaker", "Communist Party | chief", but not "U.S. Commerce | Secretary". */
function isBodyInTitle(name: Name): boolean {
  if (name.kind !== 'organization' || !isOwner(name)) return false
  const { segment, from, to } = name
  const { flags, text } = segment.tokens[to - 1]!.word
  return to - from > 1 ? (flags & MODIFIER) === 0 || (flags & ORG_HEAD) !== 0 : CHAMBERS.test(text)
}

const CHAMBERS = /^(House|Senate|Congress|Parliament|Labour)$/

/**
 * Position before the comma of "the president of Azerbaijan, Ilham Aliyev, spoke": an apposition needs the second
 * comma, which may be missing before "said".
 */
function nameStart({ tokens }: Segment, { from, to }: Name): number {
  if (tokens[from - 1]?.word.text !== ',') return from
  const next = tokens[to]?.word
  if (/^[,.;:)\]"”]?$/.test(next?.text ?? '')) return from - 1
  return SAYS.test(next?.lower ?? '') && isNounPhrase(tokens.slice(0, from - 1)) ? from - 1 : from
}

/** Not a clause: "MTC Public Relations Officer", unlike "When asked about the president". */
function isNounPhrase(tokens: Segment['tokens']): boolean {
  return (
    tokens.every(
      ({ word }) =>
        (word.flags & LOWER_CASE) === 0 ||
        (word.flags & (ROLE | MODIFIER)) !== 0 ||
        /^(of|the|and|for)$/.test(word.lower),
    ) && !/^(when|if|as|while|after)$/.test(tokens[0]?.word.lower ?? '')
  )
}

const SAYS = /^(said|says|told|added|confirmed|stated|announced|noted|explained)$/

/** Titles that start with up to two other nouns: "Ukraine's | power grid | operator chief". */
function roleBeforeNouns(
  segment: Segment,
  spans: SpanSet<Name>,
  person: Name,
  title: Title,
): StatedRole | null {
  const { tokens } = segment
  for (let from = title.from - 1; from >= Math.max(1, title.from - 2); from--) {
    const { flags } = tokens[from]!.word
    if ((flags & COMMON) === 0 || flags & (FUNCTION_WORD | SPEECH_VERB | CAPITAL)) return null
    const of = ownerBefore(segment, spans, from)
    const nouns = tokens.slice(from, title.from).map(({ word }) => word.lower)
    const full = {
      ...title,
      title: `${nouns.join(' ')} ${title.title}`,
      former: title.former || isFormer(segment, of),
    }
    if (of) return toStatedRole(person, of, full, `${of.kind} role person`, 0.8)
  }
  return null
}

/** "former | French president": "former" precedes the owner. */
function isFormer({ tokens }: Segment, of: Name | null): boolean {
  return of !== null && /^(former|ex|ex-)$/.test(tokens[of.from - 1]?.word.lower ?? '')
}

/** "Oil Minister Hisham Nasser of Saudi Arabia", "analyst Jane Roe at Acme Securities" */
function roleAroundName(segment: Segment, spans: SpanSet<Name>, person: Name): StatedRole | null {
  const { tokens } = segment
  const title = titleBefore(segment, person.from)
  const link = tokens[person.to]?.word.lower ?? ''
  if (!title || !/^(of|at|with)$/.test(link)) return null
  if (link !== 'of' && !ANALYST.test(title.title)) return null
  const at = tokens[person.to + 1]?.word.lower === 'the' ? person.to + 2 : person.to + 1
  const of = spans.at(segment, at)
  return of?.from === at && isOwner(of) && !isOwnerOfBody(segment, of, title)
    ? toStatedRole(person, of, title, `role person of ${of.kind}`, 0.85)
    : null
}

/** For these, "at" names the employer; a minister "at the World Bank" is only visiting. */
const ANALYST = /\b(analyst|economist|strategist|researcher|broker|trader|dealer)$/

/** "President of Azerbaijan Ilham Aliyev", "chairman of Acme Corp Jane Roe". */
function roleOfOwner(segment: Segment, spans: SpanSet<Name>, person: Name): StatedRole | null {
  const of = ownerEndingAt(spans, segment, nameStart(segment, person))
  if (!of) return null
  const title = titleBefore(segment, linkBefore(segment, of.from, /^of$/))
  return title && title.to < of.from
    ? toStatedRole(person, of, title, `role of ${of.kind} person`, 0.85)
    : null
}

/** "Jane Roe, head of research at the World Bank"; "Ilham Aliyev, Azerbaijan's president". */
function roleAfterName(segment: Segment, spans: SpanSet<Name>, person: Name): StatedRole | null {
  const { tokens } = segment
  const comma = pastInsertion(segment, person.to)
  if (!APPOSITION.test(tokens[comma]?.word.text ?? '')) return null
  const owner = ownerAt(segment, spans, comma + 1)
  if (owner) {
    const title = titleAfter(segment, owner.next)
    return title && title.from === owner.next && !isPerson(spans.at(segment, title.to))
      ? toStatedRole(person, owner.of, title, `person, ${owner.of.kind} role`, 0.85)
      : null
  }
  const title = titleAfter(segment, comma + 1)
  const owned = title && linkedOwner(segment, spans, title)
  return (
    owned && toStatedRole(person, owned.of, owned.title, `person, role of ${owned.of.kind}`, 0.85)
  )
}

/** Also a dash: "Jane Roe – a history professor at Acme College –". */
const APPOSITION = /^[,–—]$/

/** In "Jane Roe, Acme Corp chairman Robert Poole and others" the title belongs to the next person. */
const isPerson = (name: Name | undefined) => name?.kind === 'person'

/** Titles with "its": "TWA and its chairman, Carl Roe", "Acme said its president Jane Roe". */
function roleOfSubject(segment: Segment, spans: SpanSet<Name>, person: Name): StatedRole | null {
  const title = titleBefore(segment, nameStart(segment, person))
  if (!title || !/^(its|their)$/.test(segment.tokens[title.from - 1]?.word.lower ?? '')) return null
  const of = ownerOfIts(segment, spans, title.from - 1)
  return of && toStatedRole(person, of, title, `${of.kind} its role person`, 0.75)
}
