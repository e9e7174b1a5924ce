import {
  COMMON,
  FUNCTION_WORD,
  GIVEN_NAME,
  LEGAL_FORM,
  LOWER_CASE,
  MODIFIER,
  ORG_HEAD,
  POSSESSIVE,
  ROLE,
  SPEECH_VERB,
} from '../../text/flags.ts'
import type { Word } from '../../text/word.ts'
import type { TaggedSpan } from './candidate.ts'

/** Splits an owner from what it owns: "Hespera's | Lusomar", "Bureau of Meteorology's | Jane Roe"; null if it is one name. */
export function splitOwner(name: TaggedSpan): TaggedSpan[] | null {
  const { segment, from, to, kind } = name
  if (kind !== 'organization') return null
  const at = ownerEnd(name)
  if (at < 0) return null
  const owner = { ...name, to: at }
  const owned = { ...name, from: at + 1 }
  const words = segment.tokens.slice(at + 1, to).map(({ word }) => word)
  const last = words.at(-1)!
  if (last.flags & ROLE && (last.flags & (GIVEN_NAME | ORG_HEAD)) === 0) return [owner]
  if (isPerson(words)) return [owner, { ...owned, kind: 'person' }]
  const match = segment.matches[at + 1]
  const isOwnerKnown = segment.matches[from]?.to === at
  const isKnown = match?.entry.kind === 'organization' && match.to === to
  const next = segment.tokens[to]?.word.flags ?? 0
  const isModifier = (next & LOWER_CASE) !== 0 && (next & (FUNCTION_WORD | SPEECH_VERB)) === 0
  return isKnown || (!isModifier && isFirm(words, isOwnerKnown)) ? [owner, owned] : null
}

/** Position of the possessive; -1 if there is none, or if it belongs to the name: "Women's", "St Paul's", "Moody's". */
function ownerEnd({ segment: { tokens, matches }, from, to }: TaggedSpan): number {
  for (let at = from + 1; at < to - 1; at++) {
    const { flags, lower } = tokens[at]!.word
    if ((flags & POSSESSIVE) === 0 || lower.length < 2) continue
    const owner = tokens[at - 1]!.word
    if (matches[at]?.entry.kind === 'organization' || owner.flags & (COMMON | GIVEN_NAME)) return -1
    return /^(st|saint)\.?$/.test(tokens[from]!.word.lower) ? -1 : at
  }
  return -1
}

function isPerson(words: Word[]): boolean {
  if (words.length < 2 || words.length > 3 || (words[0]!.flags & GIVEN_NAME) === 0) return false
  return (words.at(-1)!.flags & (COMMON | ORG_HEAD | LEGAL_FORM)) === 0
}

/** A proper name by itself, unlike the "Disciplinary Commission" of a body. */
function isFirm(words: Word[], isOwnerKnown: boolean): boolean {
  const first = words[0]!.flags
  if (first & (COMMON | MODIFIER | ORG_HEAD | LEGAL_FORM | GIVEN_NAME)) return false
  if (words.length === 1) return isOwnerKnown && words[0]!.text.length > 3
  return words.length > 2 && (words.at(-1)!.flags & LEGAL_FORM) !== 0
}
