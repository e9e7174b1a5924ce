import { FUNCTION_WORD, LOWER_CASE, ROLE, SPEECH_VERB, STATE_BODY, SYMBOL } from '../text/flags.ts'
import type { GazetteerMatch } from '../text/gazetteer-matches.ts'
import type { Segment } from '../text/segment.ts'
import { STATE_NOUNS } from '../gazetteer/lexicon/state-nouns.ts'

/** Maximum distance in tokens between a nationality and its noun: "South African coal mining industry". */
const FARTHEST = 4

/**
 * Whether a nationality means the state or its people: "Japanese officials", "the French refused", "Iranians". The
 * nationality of a firm, a product or a single person ("a Spanish NGO", "French wine") does not.
 */
export function meansState(segment: Segment, match: GazetteerMatch): boolean {
  const { tokens } = segment
  const { from, to } = match
  if (isNoun(segment, match)) return true
  if (isPaired(segment, match)) return true
  for (let at = to; at < Math.min(tokens.length, to + FARTHEST); at++) {
    const { flags, lower } = tokens[at]!.word
    if (lower.startsWith('-') || ATTRIBUTES.test(lower)) return false
    if (STATE_NOUNS.has(lower) || STATE_NOUNS.has(lower.replace(/s$/, ''))) return true
    if (flags & (ROLE | STATE_BODY) || lower.endsWith('-elect')) return !isSingle(segment, from)
    if (flags & (SYMBOL | SPEECH_VERB) || (flags & FUNCTION_WORD && lower !== 'and')) return false
  }
  return false
}

/** After a nationality, these mean single people or firms. */
const ATTRIBUTES =
  /^(based|born|owned|made|coach|actor|actress|player|singer|owner|chef|director|author|businessman|citizen)$/

/** The nationality is itself the noun: "the Japanese said", "Iranians protested". */
function isNoun({ tokens }: Segment, { from, to, entry }: GazetteerMatch): boolean {
  const isPlural = /[^s]s$/.test(entry.words.at(-1)!) && !/^(Swiss)$/.test(entry.words.at(-1)!)
  if (isPlural) return true
  if (tokens[from - 1]?.word.lower !== 'the') return false
  const next = tokens[to]?.word
  return next === undefined || (next.flags & (SPEECH_VERB | FUNCTION_WORD | SYMBOL)) !== 0
}

/** "Soviet-American talks", "anti-Russian rallies" */
function isPaired({ tokens, matches }: Segment, { from, to }: GazetteerMatch): boolean {
  const isNation = (at: number) => /^(country|demonym)$/.test(matches[at]?.entry.kind ?? '')
  if (tokens[to]?.word.text === '-' && isNation(to + 1)) return true
  if (tokens[from - 1]?.word.text !== '-') return false
  return isNation(from - 2) || /^(anti|pro)$/.test(tokens[from - 2]?.word.lower ?? '')
}

/** "a Spanish director" is one of many. */
function isSingle({ tokens }: Segment, from: number): boolean {
  const { lower, flags } = tokens[from - 1]?.word ?? { lower: '', flags: 0 }
  return /^(an?|another)$/.test(lower) && (flags & LOWER_CASE) !== 0
}
