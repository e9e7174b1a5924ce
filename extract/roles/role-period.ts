import type { Segment } from '../text/segment.ts'
import { type StatedTime, readTime } from './stated-time.ts'

/** When a role began and ended, as the sentence states it; see `core/role-time.ts`. */
export interface Period {
  since: string | null
  until: string | null
  /** Whether the sentence says that the role ended, also where it does not say when. */
  isOver: boolean
}

const NONE: Period = { since: null, until: null, isOver: false }

/** The period stated behind a role that ends at `end`: "since 1985", ", who served from 1981 to 1984", ", a post she held until last year". */
export function readPeriod(segment: Segment, start: number, end: number): Period {
  const { tokens } = segment
  let turn = turnWithin(segment, start, end)
  for (let at = end; at < Math.min(tokens.length, end + LONGEST_FILLER); at++) {
    const { lower } = tokens[at]!.word
    const found = periodAt(segment, at, turn)
    if (found) return found
    if (!FILLER.test(lower)) return NONE
    turn = turnOf(lower) ?? turn
  }
  return NONE
}

const LONGEST_FILLER = 9

/** Words that may stand between a role and its period. */
const FILLER =
  /^(,|\(|who|which|that|a|the|his|her|their|this|post|position|job|role|office|power|seat|he|she|has|had|have|been|was|is|were|will|held|holds|served|serves|serving|sat|stood|in|ruled|governed|led|headed|ran|took|over|assumed|became|named|appointed|elected|hired|promoted|re-elected|resigned|retired|quit|left|stepped|down|ousted|dismissed|sacked|first|both|from|and)$/

/** What "in 1985" says after a verb: that the role began or that it ended. */
type Turn = 'since' | 'until'

function turnOf(verb: string): Turn | null {
  if (
    /^(became|becomes|named|appointed|elected|hired|promoted|re-elected|reelected|took|assumed)$/.test(
      verb,
    )
  )
    return 'since'
  return /^(resigned|retired|quit|left|stepped|ousted|dismissed|sacked|removed|replaced)$/.test(
    verb,
  )
    ? 'until'
    : null
}

function turnWithin({ tokens }: Segment, start: number, end: number): Turn | null {
  for (let at = end - 1; at >= start; at--) {
    const turn = turnOf(tokens[at]!.word.lower)
    if (turn) return turn
  }
  return null
}

function periodAt(segment: Segment, at: number, turn: Turn | null): Period | null {
  const word = segment.tokens[at]!.word.lower
  const relative = turn && readTime(segment, at)
  if (relative?.time.startsWith('-')) return turned(turn!, relative)
  const years = word === '(' ? YEARS.exec(segment.tokens[at + 1]?.word.text ?? '') : null
  if (years) return { since: years[1]!, until: years[2]!, isOver: true }
  const first = readTime(segment, at + 1)
  if (!first) return null
  if (/^(until|till)$/.test(word)) return turned('until', first)
  if (word === 'since') return turned('since', first)
  if (/^(from|between|\()$/.test(word)) return rangeFrom(segment, first)
  return turn && /^(in|on)$/.test(word) ? turned(turn, first) : null
}

/** "1985-1990" */
const YEARS = /^((?:1[89]|20)\d\d)[-–]((?:1[89]|20)\d\d)$/

function turned(turn: Turn, { time }: StatedTime): Period {
  return turn === 'since'
    ? { since: time, until: null, isOver: false }
    : { since: null, until: time, isOver: true }
}

/** "1981 | to 1984", "2018 | until his death in January 2020"; "from 1981 | on" has no end. */
function rangeFrom(segment: Segment, { time, next }: StatedTime): Period | null {
  const { tokens } = segment
  if (!/^(to|until|till|through|and|-|–)$/.test(tokens[next]?.word.lower ?? '')) return null
  for (let at = next + 1; at < Math.min(tokens.length, next + FARTHEST_END); at++) {
    const last = readTime(segment, at)
    if (last) return { since: time, until: last.time, isOver: true }
    if (
      !/^(his|her|its|their|the|death|resignation|retirement|dissolution|defeat|in|on|end|of)$/.test(
        tokens[at]!.word.lower,
      )
    )
      break
  }
  return { since: time, until: null, isOver: true }
}

const FARTHEST_END = 6
