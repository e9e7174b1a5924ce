import { LEGAL } from '../../text/flags.ts'
import { type Name, written } from '../name.ts'
import type { Segment } from '../../text/segment.ts'

/** An organization's mention by a known name, or by the words of its span. */
export function nameOf(
  segment: Segment,
  from: number,
  to: number,
  via: Name['via'],
  confidence: number,
): Name {
  const mark = segment.marks[from]
  const isKnown = mark?.entry.kind === 'organization' && mark.to >= lastOwnWord(segment, from, to)
  return {
    segment,
    from,
    to,
    kind: 'organization',
    full: isKnown ? mark.entry.target : written(segment, from, to).replace(/\.$/, ''),
    resolved: true,
    via: isKnown ? 'gazetteer' : via,
    confidence: isKnown ? 0.95 : confidence,
  }
}

/** The end of a span without its legal forms. */
export function lastOwnWord({ tokens }: Segment, from: number, to: number): number {
  while (to > from + 1 && (tokens[to - 1]!.word.flags & LEGAL || tokens[to - 1]!.word.text === ','))
    to--
  return to
}
