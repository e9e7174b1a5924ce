import type { Name } from '../names/spans/name.ts'
import type { SpanSet } from '../names/spans/span-set.ts'
import { POSSESSIVE } from '../text/flags.ts'
import type { Segment } from '../text/segment.ts'
import { type OwnedTitle, linkedOwner, pastInsertion } from './role-links.ts'
import { isOwner, ownerAt } from './role-owners.ts'
import { type Title, titleAfter } from './role-title.ts'
import { type StatedRole, toStatedRole } from './stated-role.ts'

/** "Jane Roe is | chairman of", ", who as | head of", "who served as | mayor of". */
export function titleByBeing(
  segment: Segment,
  spans: SpanSet<Name>,
  person: Name,
): OwnedTitle | null {
  const title = predicateTitle(segment, person)
  return title ? linkedOwner(segment, spans, title) : ownedByBeing(segment, spans, person)
}

function predicateTitle(segment: Segment, { to }: Name): Title | null {
  const { tokens } = segment
  const who = relativeAt(segment, to)
  let at = who > 0 ? who + 1 : to
  while (ADVERB.test(tokens[at]?.word.lower ?? '')) at++
  const serving = titleByServing(segment, at)
  if (serving) return serving
  if (/^(has|have|had)$/.test(tokens[at]?.word.lower ?? '')) at++
  const verb = tokens[at]?.word.lower ?? ''
  if (!BEING.test(verb) || (verb === 'as' && who === 0)) return null
  if (verb === 'been' && !isPerfect(segment, at)) return null
  const title = titleAt(segment, at + 1)
  return title && { ...title, former: title.former || verb === 'was' }
}

/** "served as | mayor", "was sworn in as | president" */
function titleByServing(segment: Segment, from: number): Title | null {
  const { tokens } = segment
  let at = from
  while (AUXILIARY.test(tokens[at]?.word.lower ?? '')) at++
  if (!SERVING.test(tokens[at]?.word.lower ?? '')) return null
  const as = tokens[at + 1]?.word.lower === 'in' ? at + 2 : at + 1
  if (tokens[as]?.word.lower !== 'as') return null
  const title = titleAt(segment, as + 1)
  const isOver = tokens[at]!.word.lower === 'served' && !isPerfect(segment, at)
  return title && { ...title, former: title.former || isOver }
}

/** "has | served", which may still be so. */
const isPerfect = ({ tokens }: Segment, verb: number) =>
  /^(has|have)$/.test(tokens[verb - 1]?.word.lower ?? '')

/** "Jane Roe became | Costa Rica's first head of state". */
function ownedByBeing(segment: Segment, spans: SpanSet<Name>, { to }: Name): OwnedTitle | null {
  if (!/^(is|becomes|became|remains)$/.test(segment.tokens[to]?.word.lower ?? '')) return null
  const owner = ownerAt(segment, spans, to + 1)
  const title = owner && titleAt(segment, owner.next)
  return title ? { title, of: owner.of } : null
}

/** Position of "who" in "Jane Roe, | who"; 0 if there is none. */
function relativeAt({ tokens, ...segment }: Segment, to: number): number {
  const comma = pastInsertion({ tokens, ...segment }, to)
  const at = tokens[comma]?.word.text === ',' ? comma + 1 : comma
  return tokens[at]?.word.lower === 'who' ? at : 0
}

const ADVERB = /^(also|now|currently|still|previously|once|later)$/
const BEING = /^(is|was|been|becomes|became|remains|remained|as)$/
const AUXILIARY = /^(has|have|had|been|was|is|were|will|be|first|recently)$/
const SERVING =
  /^(serves|served|serving|acts|acted|acting|works|worked|working|introduced|sworn|installed|inaugurated|hired)$/

/** Title by verb. */
const LEADING = new Map([
  ['heads', { title: 'head', former: false }],
  ['headed', { title: 'head', former: true }],
  ['leads', { title: 'leader', former: false }],
  ['chairs', { title: 'chair', former: false }],
  ['chaired', { title: 'chair', former: true }],
])

/** "Jane Roe, who heads | the World Bank": an organization led by a person, not a meeting. */
export function readLeading(segment: Segment, spans: SpanSet<Name>, persons: Name[]): StatedRole[] {
  return persons.flatMap((person) => {
    const who = relativeAt(segment, person.to)
    if (who === 0) return []
    const { tokens } = segment
    let at = who + 1
    while (ADVERB.test(tokens[at]?.word.lower ?? '')) at++
    const led = LEADING.get(tokens[at]?.word.lower ?? '')
    const start = tokens[at + 1]?.word.lower === 'the' ? at + 2 : at + 1
    const of = led && spans.at(segment, start)
    if (!of || of.from !== start || of.kind !== 'organization' || !isOwner(of)) return []
    const isOwned = ((tokens[of.to]?.word.flags ?? 0) & POSSESSIVE) !== 0
    const title = { ...led, from: at, to: at + 1 }
    return isOwned ? [] : (toStatedRole(person, of, title, 'person who heads', 0.8) ?? [])
  })
}

/** "as its | president", "to be | president". */
export function titleAt(segment: Segment, at: number): Title | null {
  const { tokens } = segment
  while (
    /^(as|to|be|the|of|new|additional|post|position|office)$/.test(tokens[at]?.word.lower ?? '')
  )
    at++
  if (isOrdinal(segment, at)) at++
  const title = titleAfter(segment, at)
  return title?.to === at ? null : title
}

/** "the | first | former president", unlike "first deputy minister". */
function isOrdinal({ tokens }: Segment, at: number): boolean {
  if (!/^(first|second|third)$/.test(tokens[at]?.word.lower ?? '')) return false
  return !/^(deputy|vice|vice-president|secretary|minister)$/.test(tokens[at + 1]?.word.lower ?? '')
}
