import { type CueWord, CUE_WORDS } from '../gazetteer/lexicon/cues.ts'
import { ALL_CAPS, CAPITAL, CUE, FUNCTION_WORD, POSSESSIVE } from '../text/flags.ts'
import {
  flagsAt,
  isAdverb,
  isAuxiliary,
  isPreposition,
  type Line,
  lowerAt,
  nameAt,
  type Range,
} from './line.ts'

/** A verb that attributes words to somebody, with its auxiliaries. */
export interface Cue extends Range {
  /** Position of the verb itself. */
  at: number
  word: CueWord
}

const BE = /^(is|are|was|were|be|been|being|am|'re|'m)$/
const PARTICLE_OF = new Map([
  ['point', 'out'],
  ['go', 'on'],
])
const NEGATION = /^(not|never|no|n't|cannot|nor)$|n['’]t$/
const DOUBT = /^(could|should|might|would|can|must|may|if)$/

/** The cues of a sentence outside quotation marks, in order. */
export function findCues(line: Line): Cue[] {
  const cues: Cue[] = []
  for (let at = 0; at < line.tokens.length; at++) {
    if ((flagsAt(line, at) & CUE) === 0 || line.quoted[at]) continue
    const cue = cueAt(line, at)
    if (cue) cues.push(cue)
  }
  return cues
}

function cueAt(line: Line, at: number): Cue | null {
  const word = CUE_WORDS.get(lowerAt(line, at))!
  if (word.verb === 'according') {
    return lowerAt(line, at + 1) === 'to' ? { at, from: at, to: at + 2, word } : null
  }
  if (isQuotedAs(line, at)) return { at, from: at - 3, to: at + 1, word: { ...word, form: 'past' } }
  if (nameAt(line, at) || flagsAt(line, at) & (ALL_CAPS | (at > 0 ? CAPITAL : 0))) return null
  let from = at
  let negated = false
  let doubted = false
  while (from > 0 && (isAuxiliary(line, from - 1) || isAdverb(line, from - 1))) {
    from--
    negated ||= NEGATION.test(lowerAt(line, from))
    doubted ||= DOUBT.test(lowerAt(line, from)) && word.form === 'base'
  }
  if (negated || doubted || isHypothetical(line, from)) return null
  if (from < at && isPassive(line, from, at, word)) return null
  if (!isVerb(line, from, at, word)) return null
  if (from === at && word.form === 'past' && lowerAt(line, at + 1) === 'by') return null
  const hasParticle = PARTICLE_OF.get(word.verb) === lowerAt(line, at + 1)
  return { at, from, to: hasParticle ? at + 2 : at + 1, word }
}

/** "was | quoted as | saying" */
const isQuotedAs = (line: Line, at: number) =>
  /^(saying|telling)$/.test(lowerAt(line, at)) &&
  lowerAt(line, at - 1) === 'as' &&
  /^(quoted|reported|cited)$/.test(lowerAt(line, at - 2)) &&
  BE.test(lowerAt(line, at - 3))

/** "if X says" does not report anything. */
const isHypothetical = (line: Line, from: number) => {
  for (let at = from - 1; at >= 0 && at > from - 6; at--) {
    if (/^(if|unless|whether)$/.test(lowerAt(line, at))) return true
    if (lowerAt(line, at) === ',') return false
  }
  return false
}

function isPassive(line: Line, from: number, at: number, { form }: CueWord): boolean {
  if (form !== 'past') return false
  for (let i = from; i < at; i++) if (BE.test(lowerAt(line, i))) return true
  return false
}

/** "the report", "a claim" and "his calls" are nouns; "to say" has no subject. */
function isVerb(line: Line, from: number, at: number, word: CueWord): boolean {
  const { form } = word
  if (line.quoted[from - 1]) return form !== 'base'
  const before = lowerAt(line, from - 1)
  const flags = flagsAt(line, from - 1)
  if (form === 'gerund') return from < at ? true : !/^(the|a|an|his|her|its|their|of)$/.test(before)
  if (
    flags & POSSESSIVE ||
    /^(the|a|an|his|her|its|their|this|these|those|some|any|no|of|for)$/.test(before)
  )
    return false
  if (form === 'past') return true
  if (from === 0 || before === 'to') return form === 'base' && before === 'to' && from < at
  if (isPreposition(line, from - 1)) return false
  if (word.kinds.has('finding') && isFinding(line, from)) return true
  if (NOUNS.has(lowerAt(line, at)) && from === at) return hasSurePhrase(line, from, form)
  if (form === 'base')
    return from < at || /^(i|we|they|you|who|and)$/.test(before) || mayBePlural(line, from - 1)
  return true
}

const FARTHEST_FINDING = 8

/** Whether a study, a poll or its figures precede a verb: "the latest poll of voters | shows". */
export function isFinding(line: Line, to: number): boolean {
  for (let at = to - 1; at >= 0 && at >= to - FARTHEST_FINDING; at--) {
    if (FINDINGS.test(lowerAt(line, at))) return true
    if (/^[,;:]$/.test(lowerAt(line, at)) || isAuxiliary(line, at)) return false
  }
  return false
}

const FINDINGS =
  /^(polls?|polling|surveys?|stud(?:y|ies)|data|research|results|figures|statistics|averages?|filings?|records?|reports?|documents?|analys[ie]s|estimates?|numbers|census|e-?mails?)$/

/** Forms that are mostly nouns. */
const NOUNS = new Set(
  (
    'states remarks comments notes fears reports claims points calls charges estimates questions demands hints tweets ' +
    'quotes offers shows promises pledges threats answers attacks boasts jokes blogs posts praises shouts whispers urges ' +
    'terms labels cries wonders counters doubts hopes thanks state remark comment note fear report claim point call charge ' +
    'estimate question demand hint tweet quote offer show promise pledge answer attack boast joke blog post praise shout ' +
    'whisper urge term label cry wonder counter doubt hope caution discloses'
  ).split(' '),
)

/** Whether the context makes a possible noun a verb: "who", a pronoun or a person before "claims", "we" before "claim". */
function hasSurePhrase(line: Line, at: number, form: CueWord['form']): boolean {
  const before = lowerAt(line, at - 1)
  if (/^(who|which)$/.test(before)) return true
  if (form === 'base') return /^(i|we|they|you)$/.test(before)
  if (line.quoted[at + 1] || (line.quoted[at + 2] && lowerAt(line, at + 1) === ',')) return true
  if (/^(he|she|it)$/.test(before)) return true
  const name = nameAt(line, at - 1)
  return (
    name?.kind === 'person' || (name?.kind === 'organization' && lowerAt(line, at + 1) === 'that')
  )
}

function mayBePlural(line: Line, at: number): boolean {
  const name = nameAt(line, at)
  if (name?.kind === 'person') return false
  return lowerAt(line, at).endsWith('s') && (flagsAt(line, at) & FUNCTION_WORD) === 0
}
