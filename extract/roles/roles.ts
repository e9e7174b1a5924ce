import type { Cover } from '../names/span-set.ts'
import { CAPITAL, FUNCTION, COMMON, HEAD, MODIFIER, SPEECH } from '../text/flags.ts'
import type { Name } from '../names/name.ts'
import { appointments } from './role-appointments.ts'
import { linked, pastInsertion } from './role-links.ts'
import {
  isOwner,
  linkBefore,
  ownerAt,
  ownerBefore,
  ownerEndingAt,
  ownerOfIts,
} from './role-owners.ts'
import { pairs } from './role-pairs.ts'
import { type Title, titleAfter, titleBefore, titleFrom } from './role-title.ts'
import type { Segment } from '../text/segment.ts'
import { type StatedRole, role } from './stated-role.ts'

/** The roles that a sentence states: for each person at most one beside those that somebody is made or said to be. */
export function readRoles(segment: Segment, cover: Cover<Name>): StatedRole[] {
  const names = cover.names(segment)
  const persons = names.filter(({ kind, resolved }) => kind === 'person' && resolved)
  if (persons.length === 0) return []
  const paired = pairs(segment, names)
  const single = persons
    .filter((person) => !paired.some((role) => role.person === person))
    .map((person) => {
      return (
        before(segment, cover, person) ??
        around(segment, cover, person) ??
        ofOwner(segment, cover, person) ??
        after(segment, cover, person) ??
        ofSubject(segment, cover, person)
      )
    })
  const found = [...paired, ...single.filter((role) => role !== null)]
  const appointed = appointments(segment, cover, persons)
  return [...found, ...appointed.filter((one) => !found.some((role) => isSame(role, one)))]
}

function isSame(a: StatedRole, b: StatedRole): boolean {
  return a.person === b.person && a.of === b.of && a.title === b.title
}

/** "Russian foreign minister Sergei Lavrov", "the Russian minister, Sergei Lavrov,", "State Department's Principal Deputy Spokesperson Vedant Patel". */
function before(segment: Segment, cover: Cover<Name>, person: Name): StatedRole | null {
  const title = titleBefore(segment, nameStart(segment, person))
  if (!title) return null
  const body = cover.at(segment, title.from)
  const rest = body && isBodyInTitle(body) ? titleFrom(segment, title, body.to) : null
  // "Energy and Mines | Minister": a minister's words before him are what he is minister of.
  if (body && rest && rest.title !== 'minister') {
    const former = title.former || isFormer(segment, body)
    return role(person, body, { ...rest, former }, `${body.kind} role person`, 0.9)
  }
  const of = ownerBefore(segment, cover, title.from)
  if (!of) return beforeNouns(segment, cover, person, title)
  const former = title.former || isFormer(segment, of)
  return role(person, of, { ...title, former }, `${of.kind} role person`, 0.9)
}

/** "House | Speaker", "Communist Party | chief", but no "U.S. Commerce | Secretary". */
function isBodyInTitle(name: Name): boolean {
  if (name.kind !== 'organization' || !isOwner(name)) return false
  const { segment, from, to } = name
  const { flags, text } = segment.tokens[to - 1]!.word
  return to - from > 1 ? (flags & MODIFIER) === 0 || (flags & HEAD) !== 0 : CHAMBERS.test(text)
}

const CHAMBERS = /^(House|Senate|Congress|Parliament|Labour)$/

/** Before the comma of "the president of Azerbaijan, Ilham Aliyev, spoke"; what goes on without a second one is no such insertion. */
function nameStart({ tokens }: Segment, { from, to }: Name): number {
  if (tokens[from - 1]?.word.text !== ',') return from
  return /^[,.;:)\]"”]?$/.test(tokens[to]?.word.text ?? '') ? from - 1 : from
}

/** "Ukraine's | power grid | operator chief": up to two common nouns that no list of functions has. */
function beforeNouns(
  segment: Segment,
  cover: Cover<Name>,
  person: Name,
  title: Title,
): StatedRole | null {
  const { tokens } = segment
  for (let from = title.from - 1; from >= Math.max(1, title.from - 2); from--) {
    const { flags } = tokens[from]!.word
    if ((flags & COMMON) === 0 || flags & (FUNCTION | SPEECH | CAPITAL)) return null
    const of = ownerBefore(segment, cover, from)
    const nouns = tokens.slice(from, title.from).map(({ word }) => word.lower)
    const full = {
      ...title,
      title: `${nouns.join(' ')} ${title.title}`,
      former: title.former || isFormer(segment, of),
    }
    if (of) return role(person, of, full, `${of.kind} role person`, 0.8)
  }
  return null
}

/** "former | French president": the word stands before the owner. */
function isFormer({ tokens }: Segment, of: Name | null): boolean {
  return of !== null && /^(former|ex|ex-)$/.test(tokens[of.from - 1]?.word.lower ?? '')
}

/** "Oil Minister Hisham Nasser of Saudi Arabia", "analyst Jane Roe at Acme Securities" */
function around(segment: Segment, cover: Cover<Name>, person: Name): StatedRole | null {
  const { tokens } = segment
  const title = titleBefore(segment, person.from)
  const link = tokens[person.to]?.word.lower ?? ''
  if (!title || !/^(of|at|with)$/.test(link)) return null
  if (link !== 'of' && !ANALYST.test(title.title)) return null
  const at = tokens[person.to + 1]?.word.lower === 'the' ? person.to + 2 : person.to + 1
  const of = cover.at(segment, at)
  return of?.from === at && isOwner(of)
    ? role(person, of, title, `role person of ${of.kind}`, 0.85)
    : null
}

/** Who is introduced by a trade works where the sentence says; a minister at the World Bank is there on a visit. */
const ANALYST = /\b(analyst|economist|strategist|researcher|broker|trader|dealer)$/

/** "President of Azerbaijan Ilham Aliyev", "chairman of Acme Corp Jane Roe". */
function ofOwner(segment: Segment, cover: Cover<Name>, person: Name): StatedRole | null {
  const of = ownerEndingAt(cover, segment, nameStart(segment, person))
  if (!of) return null
  const title = titleBefore(segment, linkBefore(segment, of.from, /^of$/))
  return title && title.to < of.from
    ? role(person, of, title, `role of ${of.kind} person`, 0.85)
    : null
}

/** "Jane Roe, head of research at the World Bank"; "Ilham Aliyev, Azerbaijan's president". */
function after(segment: Segment, cover: Cover<Name>, person: Name): StatedRole | null {
  const { tokens } = segment
  const comma = pastInsertion(segment, person.to)
  if (tokens[comma]?.word.text !== ',') return null
  const owner = ownerAt(segment, cover, comma + 1)
  if (owner) {
    const title = titleAfter(segment, owner.next)
    return title && title.from === owner.next && !isPerson(cover.at(segment, title.to))
      ? role(person, owner.of, title, `person, ${owner.of.kind} role`, 0.85)
      : null
  }
  const title = titleAfter(segment, comma + 1)
  const owned = title && linked(segment, cover, title)
  return owned && role(person, owned.of, owned.title, `person, role of ${owned.of.kind}`, 0.85)
}

/** In "Jane Roe, Acme Corp chairman Robert Poole and others" the function is the next one's. */
const isPerson = (name: Name | undefined) => name?.kind === 'person'

/** "TWA and its chairman, Carl Roe", "Acme said its president Jane Roe": whose "its" is, the sentence tells. */
function ofSubject(segment: Segment, cover: Cover<Name>, person: Name): StatedRole | null {
  const title = titleBefore(segment, nameStart(segment, person))
  if (!title || !/^(its|their)$/.test(segment.tokens[title.from - 1]?.word.lower ?? '')) return null
  const of = ownerOfIts(segment, cover, title.from - 1)
  return of && role(person, of, title, `${of.kind} its role person`, 0.75)
}
