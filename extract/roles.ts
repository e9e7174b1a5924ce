import type { Cover } from './cover.ts'
import { CAPITAL, FUNCTION, COMMON, SPEECH } from './flags.ts'
import type { Name } from './name.ts'
import { isOwner, ownerBefore, ownerEndingAt, ownerAt, linkBefore } from './role-owners.ts'
import { pairs } from './role-pairs.ts'
import { type Title, titleAfter, titleBefore } from './role-title.ts'
import type { Segment } from './segment.ts'
import { type StatedRole, role } from './stated-role.ts'

/** The roles that a sentence states, at most one for each person in it. */
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
        after(segment, cover, person)
      )
    })
  return [...paired, ...single.filter((role) => role !== null)]
}

/** "Russian foreign minister Sergei Lavrov", "the Russian minister, Sergei Lavrov,", "State Department's Principal Deputy Spokesperson Vedant Patel". */
function before(segment: Segment, cover: Cover<Name>, person: Name): StatedRole | null {
  const title = titleBefore(segment, nameStart(segment, person))
  if (!title) return null
  const of = ownerBefore(segment, cover, title.from)
  if (!of) return beforeNouns(segment, cover, person, title)
  const former = title.former || isFormer(segment, of)
  return role(person, of, { ...title, former }, `${of.kind} role person`, 0.9)
}

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

/** "Oil Minister Hisham Nasser of Saudi Arabia" */
function around(segment: Segment, cover: Cover<Name>, person: Name): StatedRole | null {
  const { tokens } = segment
  const title = titleBefore(segment, person.from)
  if (!title || tokens[person.to]?.word.lower !== 'of') return null
  const at = tokens[person.to + 1]?.word.lower === 'the' ? person.to + 2 : person.to + 1
  const of = cover.at(segment, at)
  return of?.from === at && isOwner(of)
    ? role(person, of, title, `role person of ${of.kind}`, 0.85)
    : null
}

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
  if (tokens[person.to]?.word.text !== ',') return null
  const owner = ownerAt(segment, cover, person.to + 1)
  if (owner) {
    const title = titleAfter(segment, owner.next)
    return title && title.from === owner.next
      ? role(person, owner.of, title, `person, ${owner.of.kind} role`, 0.85)
      : null
  }
  const title = titleAfter(segment, person.to + 1)
  if (!title) return null
  const link = tokens[title.to]?.word.lower ?? ''
  if (!/^(of|at|for|with|in)$/.test(link)) return null
  const at = tokens[title.to + 1]?.word.lower === 'the' ? title.to + 2 : title.to + 1
  const of = cover.at(segment, at)
  return of && of.from === at && isOwner(of)
    ? role(person, of, title, `person, role of ${of.kind}`, 0.85)
    : null
}
