import { COMMON, HEAD, LEADING_HEAD, LEGAL } from '../../text/flags.ts'
import type { Segment } from '../../text/segment.ts'
import type { Tagged } from '../candidate.ts'

/** "Northgate Mutual | and | Boreal Elements": two organizations that were taken for one. */
export function parted(name: Tagged): Tagged[] {
  if (name.kind !== 'organization' || name.to - name.from < 5) return [name]
  for (let at = name.from + 2; at < name.to - 2; at++) {
    if (!areTwo(name.segment, name.from, at)) continue
    return [{ ...name, to: at }, ...parted({ ...name, from: at + 1 })]
  }
  return [name]
}

/** Not "Ministry of Health and Social Affairs" or "Arts and Sports Council": a head before "and", none of its nouns behind. */
function areTwo({ tokens }: Segment, from: number, at: number): boolean {
  if (tokens[at]!.word.lower !== 'and') return false
  for (let i = from; i < at; i++) if (/^(of|for|on)$/.test(tokens[i]!.word.lower)) return false
  const next = tokens[at + 1]!.word.flags
  if (next & LEADING_HEAD) return (tokens[from]!.word.flags & LEADING_HEAD) !== 0
  return (tokens[at - 1]!.word.flags & (HEAD | LEGAL)) !== 0 && (next & COMMON) === 0
}
