import { COMMON, ORG_HEAD, LEADING_HEAD, LEGAL_FORM } from '../../text/flags.ts'
import type { Segment } from '../../text/segment.ts'
import type { TaggedSpan } from './candidate.ts'

/** Splits two organizations that were tagged as one: "Northgate Mutual | and | Boreal Elements". */
export function splitConjunction(name: TaggedSpan): TaggedSpan[] {
  if (name.kind !== 'organization' || name.to - name.from < 5) return [name]
  for (let at = name.from + 2; at < name.to - 2; at++) {
    if (!areTwo(name.segment, name.from, at)) continue
    return [{ ...name, to: at }, ...splitConjunction({ ...name, from: at + 1 })]
  }
  return [name]
}

/** Whether both sides of "and" are complete names, unlike "Ministry of Health and Social Affairs" or "Arts and Sports Council". */
function areTwo({ tokens }: Segment, from: number, at: number): boolean {
  if (tokens[at]!.word.lower !== 'and') return false
  for (let i = from; i < at; i++) if (/^(of|for|on)$/.test(tokens[i]!.word.lower)) return false
  const next = tokens[at + 1]!.word.flags
  if (next & LEADING_HEAD) return (tokens[from]!.word.flags & LEADING_HEAD) !== 0
  return (tokens[at - 1]!.word.flags & (ORG_HEAD | LEGAL_FORM)) !== 0 && (next & COMMON) === 0
}
