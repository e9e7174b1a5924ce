import { LEGAL_FORM } from '../../text/flags.ts'
import { type Name, surfaceOf } from '../spans/name.ts'
import type { Segment } from '../../text/segment.ts'

/** A mention of an organization, with the canonical name if the gazetteer knows it. */
export function organizationName(
  segment: Segment,
  from: number,
  to: number,
  via: Name['via'],
  confidence: number,
): Name {
  const match = segment.matches[from]
  const isKnown = match?.entry.kind === 'organization' && match.to >= lastOwnWord(segment, from, to)
  return {
    segment,
    from,
    to,
    kind: 'organization',
    full: isKnown ? match.entry.target : ownFull(surfaceOf(segment, from, to)),
    resolved: true,
    via: isKnown ? 'gazetteer' : via,
    confidence: isKnown ? 0.95 : confidence,
  }
}

/** "Conservative party" is the Conservative Party, whatever its capitals. */
const ownFull = (surface: string) => surface.replace(/\.$/, '').replace(/ party$/, ' Party')

/** End of a span without trailing legal forms. */
export function lastOwnWord({ tokens }: Segment, from: number, to: number): number {
  while (
    to > from + 1 &&
    (tokens[to - 1]!.word.flags & LEGAL_FORM || tokens[to - 1]!.word.text === ',')
  )
    to--
  return to
}
