import type { Cover } from '../names/span-set.ts'
import { FUNCTION, LOWER_CASE, NUMBER, ROLE, SPEECH } from '../text/flags.ts'
import type { Name } from '../names/name.ts'
import { isOwner } from './role-owners.ts'
import { type Title, titleUpTo } from './role-title.ts'
import type { Segment } from '../text/segment.ts'

/** Whom a function belongs to, with the function in full. */
export interface Linked {
  title: Title
  of: Name
}

/** Behind a function: "of | Acme Corp", "with the | World Bank", "of the science department at | Acme College". */
export function linked(segment: Segment, cover: Cover<Name>, title: Title): Linked | null {
  const of = nameBehindLink(segment, cover, title.to)
  if (of) return { title, of }
  const inside = linkedInside(segment, cover, title)
  if (inside) return inside
  const to = complementEnd(segment, title)
  const body = to > 0 ? nameBehindLink(segment, cover, to) : null
  if (body?.kind !== 'organization') return null
  const words = segment.tokens.slice(title.to, to).map(({ word }) => word.lower)
  const full = words.filter((word) => !ARTICLE.test(word)).join(' ')
  return { title: { ...title, to, title: `${title.title} ${full}` }, of: body }
}

/** A body whose first words look like a function's own: "chairman of the | Foreign Affairs Committee". */
function linkedInside(segment: Segment, cover: Cover<Name>, title: Title): Linked | null {
  for (let link = title.from + 1; link < title.to; link++) {
    const of = nameBehindLink(segment, cover, link)
    if (!of || of.to <= title.to) continue
    const own = titleUpTo(segment, title, link)
    return own && { title: own, of }
  }
  return null
}

const LINK = /^(of|at|for|with|in)$/
const ARTICLE = /^(the|a|an|its|their)$/
const LONGEST_COMPLEMENT = 6

function nameBehindLink({ tokens, ...rest }: Segment, cover: Cover<Name>, at: number): Name | null {
  if (!LINK.test(tokens[at]?.word.lower ?? '')) return null
  const start = ARTICLE.test(tokens[at + 1]?.word.lower ?? '') ? at + 2 : at + 1
  const of = cover.at({ tokens, ...rest }, start)
  if (of?.from !== start || !isOwner(of)) return null
  // "president of a U.S.-backed company"
  return /^[-–]/.test(tokens[of.to]?.word.text ?? '') ? null : of
}

/** Where "of the political science department" ends behind a function, which may hold its first words; 0 if nothing follows. */
function complementEnd({ tokens, marks }: Segment, { title, to: at }: Title): number {
  const isLinked = /^(of|for)$/.test(tokens[at]?.word.lower ?? '')
  if (!isLinked && !title.includes(' of ')) return 0
  let to = isLinked ? at + 1 : at
  if (ARTICLE.test(tokens[to]?.word.lower ?? '')) to++
  const first = to
  while (to < at + LONGEST_COMPLEMENT && !marks[to] && isPlain(tokens[to]?.word)) to++
  return to > first ? to : 0
}

/** No verb, no person's function, no "based". */
function isPlain(word: { lower: string; flags: number } | undefined): boolean {
  if (!word || (word.flags & LOWER_CASE) === 0 || word.lower.endsWith('ed')) return false
  return word.lower === 'and' || (word.flags & (FUNCTION | SPEECH | ROLE)) === 0
}

/** Past what stands between a person's name and the comma before a function: "(D-Mich.)", ", 54". */
export function pastInsertion({ tokens }: Segment, at: number): number {
  if (tokens[at]?.word.text === '(') {
    for (let i = at + 1; i < at + 6; i++) if (tokens[i]?.word.text === ')') return i + 1
  }
  const isAge = tokens[at]?.word.text === ',' && ((tokens[at + 1]?.word.flags ?? 0) & NUMBER) !== 0
  return isAge && tokens[at + 2]?.word.text === ',' ? at + 2 : at
}
