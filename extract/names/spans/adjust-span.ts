import {
  ALL_CAPS,
  CAPITAL,
  COMMON,
  FUNCTION_WORD,
  GIVEN_NAME,
  HONORIFIC,
  LOWER_CASE,
  OF_HEAD,
  PARTICLE,
  POSSESSIVE,
  ROLE,
  SPEECH_VERB,
} from '../../text/flags.ts'
import { PEOPLES, PLACE_ACRONYMS } from '../../gazetteer/lexicon/things.ts'
import { PERSON_LEADS } from '../../gazetteer/lexicon/people.ts'
import { balanceBrackets } from './balance-brackets.ts'
import { STATES } from '../../gazetteer/lexicon/states.ts'
import type { Segment } from '../../text/segment.ts'
import type { TaggedSpan } from './candidate.ts'

/** Corrects the boundaries of a tagged span, and its kind if the gazetteer knows it. */
export function adjustSpan(tagged: TaggedSpan): TaggedSpan {
  const name = tagged.to - tagged.from > 1 ? retypeTitled(balanceBrackets(tagged)) : tagged
  const { segment, kind } = name
  let { from, to } = name
  if (kind === 'organization' && isArticleAndHead(segment, from, to)) from++
  if (to - from > 1) {
    to = wordsEnd(segment, from, to)
    from = pastOwner(segment, from, to)
    if (kind === 'person') {
      from = pastLeads(segment, pastTitles(segment, from, to), to)
      to = linkStart(segment, from, to)
    }
  }
  if (kind === 'organization' && isStanceOfParty(segment, from, to)) to++
  if (kind === 'organization' && isDistrict(segment, from, to)) return { ...name, kind: null }
  if (
    kind === 'organization' &&
    to - from === 1 &&
    PLACE_ACRONYMS.has(segment.tokens[from]!.word.text)
  ) {
    return { ...name, kind: 'place' }
  }
  if (kind === 'place' && isPeople(segment, from, to)) return { ...name, kind: null }
  if (kind === 'person' && to - from > 1 && BUILDINGS.test(segment.tokens[to - 1]!.word.text)) {
    return { ...name, from, to, kind: 'place' }
  }
  if (
    kind === 'organization' &&
    to - from > 1 &&
    JOINED_ARTICLE.test(segment.tokens[from]!.word.text)
  )
    from++
  if (kind === 'organization' && isRegion(segment, from, to))
    return { ...name, from, to, kind: 'place' }
  if (to - from > 1 && STORMS.test(segment.tokens[from]!.word.text)) return { ...name, kind: null }
  const known = isTown(segment, from, to) ? 'place' : knownKind(segment, from, to, kind)
  const isSame = from === name.from && to === name.to && known === kind
  return isSame ? name : { ...name, from, to, kind: known }
}

/**
 * Cuts before the first word that cannot be in a name: "Loan Association | sued Ford"; in headlines: "State Department
 * | Says".
 */
function wordsEnd({ tokens, style }: Segment, from: number, to: number): number {
  for (let i = from + 1; i < to; i++) {
    const { flags, lower } = tokens[i]!.word
    if (flags & (PARTICLE | POSSESSIVE)) continue
    if (flags & FUNCTION_WORD && CUTS.test(tokens[i]!.word.text))
      return lastCapital(tokens, from, i)
    const isVerb =
      style === 'headline' && (flags & (SPEECH_VERB | FUNCTION_WORD)) !== 0 && !INNER.has(lower)
    if (!isVerb && ((flags & LOWER_CASE) === 0 || flags & FUNCTION_WORD)) continue
    return lastCapital(tokens, from, i)
  }
  return to
}

/** End of the span without trailing lower-case words. */
function lastCapital(tokens: Segment['tokens'], from: number, to: number): number {
  let end = to
  while (end > from + 1 && (tokens[end - 1]!.word.flags & CAPITAL) === 0) end--
  return end
}

/** Function words that no name contains: "Baker | for each Hughes". */
const CUTS =
  /^(each|every|its|their|his|her|who|whom|which|when|while|but|than|if|because|that|this)$/

const INNER = new Set(['of', 'for', 'and', 'the', 'on', 'in'])

/** "The Bank", a bare head. */
function isArticleAndHead({ tokens }: Segment, from: number, to: number): boolean {
  return (
    to - from === 2 &&
    tokens[from]!.word.text === 'The' &&
    (tokens[from + 1]!.word.flags & OF_HEAD) !== 0
  )
}

/** Titles in capitals before a person: "PM Roe" is not an organization. */
const TITLE_ACRONYMS = /^(PM|DP|MP|MEP|CEO|CFO|VP|Boss)$/

function retypeTitled(name: TaggedSpan): TaggedSpan {
  const { segment, from, to, kind } = name
  if (kind !== 'organization' || to - from > 3) return name
  const [first, second] = segment.tokens.slice(from, to).map(({ word }) => word)
  const isTitled = TITLE_ACRONYMS.test(first!.text) && (second!.flags & (ALL_CAPS | COMMON)) === 0
  return isTitled ? { ...name, from: from + 1, kind: 'person' } : name
}

/** Skips nationalities and jobs before a person: "Spaniard | Conchita Roe", "Boss | Tom Barlow". */
function pastLeads({ tokens, matches }: Segment, from: number, to: number): number {
  let at = from
  while (at < to - 1) {
    const match = matches[at]
    const isNation = match?.from === at && match.to === at + 1 && match.entry.kind === 'demonym'
    if (!isNation && !PERSON_LEADS.has(tokens[at]!.word.text)) return at
    at++
  }
  return at
}

/** Skips a possessive: "Azerbaijan's | Foreign Ministry". */
function pastOwner({ tokens, matches }: Segment, from: number, to: number): number {
  const match = matches[from]
  if (!match || match.to >= to - 1 || match.entry.kind === 'organization') return from
  return tokens[match.to]!.word.flags & POSSESSIVE ? match.to + 1 : from
}

/** Skips titles and brackets before a person: "K Mart Chairman | Bernard Fauber", "UTX> | Pratt". */
function pastTitles({ tokens }: Segment, from: number, to: number): number {
  for (let i = to - 2; i >= from; i--) {
    const { flags, text } = tokens[i]!.word
    if (/^[<>()]$/.test(text)) return i + 1
    if (flags & ROLE && flags & CAPITAL && !(flags & (GIVEN_NAME | HONORIFIC))) return i + 1
  }
  return from
}

/** Cuts the employer after a person: "Mark Zurack | of Goldman". */
function linkStart({ tokens }: Segment, from: number, to: number): number {
  for (let i = from + 2; i < to; i++) if (LINKS.has(tokens[i]!.word.text)) return i
  return to
}

const LINKS = new Set(['of', 'at', 'with', 'from', 'for'])

/** "Inuit", "South American": peoples that the tagger reads as places. */
function isPeople({ tokens }: Segment, from: number, to: number): boolean {
  const last = tokens[to - 1]!.word.text
  if (to - from === 1) return PEOPLES.has(last) || /^(Covid|COVID)/.test(last)
  return to - from === 2 && /^(American|African|Asian|European)s?$/.test(last)
}

/** "Brazilian Amazon" */
function isRegion({ tokens, matches }: Segment, from: number, to: number): boolean {
  return (
    to - from === 2 &&
    matches[from]?.entry.kind === 'demonym' &&
    NATURE.test(tokens[to - 1]!.word.text)
  )
}

const NATURE = /^(Amazon|Arctic|Caucasus|Himalayas?|Sahel|Sahara|Alps|Andes|Riviera|Pampas|Gulf)$/

/** "Clarence House" */
const BUILDINGS = /^(House|Palace|Stadium|Airport|Cathedral|Abbey|Tower)$/

/** A place glued to the next sentence's article: "Srinagar-The | Bureau". */
const JOINED_ARTICLE = /\p{Ll}-[Tt]he$/u

/** "Hurricane Ivan" is neither a person nor a body. */
const STORMS = /^(Hurricane|Typhoon|Cyclone)$/

/** Party and state of a U.S. politician: "(D-Ohio)", "(R-Iowa)". */
function isDistrict({ tokens }: Segment, from: number, to: number): boolean {
  return to - from === 1 && /^[DRI]-\p{Lu}/u.test(tokens[from]!.word.text)
}

/** "the Conservative | party" */
function isStanceOfParty({ tokens }: Segment, from: number, to: number): boolean {
  if (to - from !== 1 || tokens[to]?.word.text !== 'party') return false
  return STANCE.test(tokens[from]!.word.text)
}

const STANCE =
  /^(Conservative|Liberal|Democratic|Republican|Communist|Socialist|Nationalist|Green|Labou?r)$/

/** A town with its state: "Montgomery, Ala." */
function isTown({ tokens }: Segment, from: number, to: number): boolean {
  if (tokens[to - 2]?.word.text !== ',' || to - 2 <= from) return false
  return STATES.has(tokens[to - 1]!.word.lower.replaceAll('.', ''))
}

/** The kind of an exact gazetteer match: organization, or place for countries and seats of government. */
function knownKind(
  { matches }: Segment,
  from: number,
  to: number,
  kind: TaggedSpan['kind'],
): TaggedSpan['kind'] {
  const match = matches[from]
  if (match?.from !== from || match.to !== to || kind === null) return kind
  if (match.entry.kind === 'organization')
    return to - from > 1 || kind === 'place' ? 'organization' : kind
  // "Sri Lankan" is nobody's name.
  if (match.entry.kind === 'demonym' && to - from > 1) return null
  const isState =
    match.entry.kind === 'country' || (match.entry.kind === 'capital' && to - from > 1)
  return isState && (kind === 'organization' || to - from > 1) ? 'place' : kind
}
