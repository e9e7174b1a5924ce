import type { GazetteerMatch } from '../text/gazetteer-matches.ts'
import { FUNCTION_WORD, LOWER_CASE, POSSESSIVE, SPEECH_VERB } from '../text/flags.ts'
import type { Segment } from '../text/segment.ts'

/** Seats of government never mean only the place. */
const SEATS =
  /^(Kremlin|White House|Downing Street|Elys[eé]e|Blue House|Whitehall|Foggy Bottom|Capitol Hill)/

/**
 * Whether the name of a capital stands for its state: it acts or speaks ("Moscow said"), or others deal with it ("talks with
 * Baku", "between Washington and Tehran"). Otherwise it is the city ("visited Washington").
 */
export function standsForState(segment: Segment, match: GazetteerMatch): boolean {
  if (SEATS.test(match.entry.words.join(' '))) return true
  const { from, to } = match
  return (
    isActing(segment, from, to) ||
    ownsPolicy(segment, to) ||
    isPartner(segment, from) ||
    isPaired(segment, from, to)
  )
}

const PLACE_PREPOSITION =
  /^(in|at|near|outside|around|from|to|into|through|via|of|for|toward|towards|across|over|leaving|left|reached|visited|visiting|,)$/
const AUXILIARY = /^(has|have|had|will|would|could|should|must|may|might|can|cannot|did|does|do)$/
const BE = /^(is|was|are|were)$/
const STANCE =
  /^(ready|prepared|willing|unwilling|concerned|committed|opposed|keen|determined|expected|likely|unlikely|responsible|angry|convinced|interested|reluctant|afraid|not|also|still|now)$/
const STATE_ACTS =
  /^(agrees?|agreed|wants?|wanted|seeks?|sought|accuses?|accused|rejects?|rejected|demands?|demanded|insists?|recogni[sz]e[sd]?|supports?|supported|opposes?|opposed|backs?|backed|threatens?|threatened|imposes?|imposed|refuses?|refused|signs?|signed|plans?|planned|decides?|decided|regards?|considers?|views?|condemns?|condemned|welcomes?|welcomed|calls?|called|offers?|offered|sends?|sent|fears?|feared|hopes?|hoped|made|gave|took|broke|ended|began|launched|responded|recalled|expelled|summoned|blames?|blamed|needs?|lacks?|pursued|maintains?|maintained|provides?|provided|keeps?|kept|failed|tried|pressed|pushes|pushed|appeared|appears|seems?|seemed|remains?|expects?|expected|has|objects?|objected|retaliated|intervened|raised|lowered|cut|restored|severed|claims?|claimed|came|holds|held|oversaw|oversees|believes|believed|intends|intended|accepts?|accepted|warns|denies|says)$/

/** "Moscow said", "Baku has agreed", "Washington is ready", but not "officials in Baku said" or "Baku is the capital". */
function isActing({ tokens, style }: Segment, from: number, to: number): boolean {
  const before = tokens[from - 1]?.word.lower ?? ''
  if (PLACE_PREPOSITION.test(before)) return false
  const next = tokens[to]?.word
  if (!next) return false
  if (style === 'prose' && (next.flags & LOWER_CASE) === 0) return false
  if (next.flags & SPEECH_VERB || STATE_ACTS.test(next.lower) || AUXILIARY.test(next.lower))
    return true
  if (isClauseStart(tokens, from) && /(ed|ly)$/.test(next.lower)) return true
  const predicate = tokens[to + 1]?.word.lower ?? ''
  return BE.test(next.lower) && (STANCE.test(predicate) || predicate.endsWith('ing'))
}

/**
 * Whether a subject can start here: at the start of the sentence, after a conjunction or after punctuation other than a
 * comma.
 */
function isClauseStart(tokens: Segment['tokens'], from: number): boolean {
  return from === 0 || CONJUNCTION.test(tokens[from - 1]!.word.lower)
}

const CONJUNCTION =
  /^(that|but|which|while|after|because|if|when|since|what|whether|as|although|before|until|so|said|-|;|:|--)$/

const POLICY =
  /^(positions?|policy|policies|stance|demands?|offers?|proposals?|decisions?|claims?|views?|refusal|reaction|response|interests?|influence|foreign|all(?:y|ies)|relations|ties|attitude|intentions?|role|support|aid|envoys?|ambassadors?|government|army|forces|military|leadership|leaders?|rulers|sanctions|commitment|willingness|accusations?|plans?|efforts?|failure|insistence|opposition|side|trade|economic|nuclear|hands?|control|permission|approval|consent|concerns?|right|rights|actions?|pressure|friends?|enem(?:y|ies)|rejection|agreement|strategy|taste|options|ambitions?|domestic|debt|tariffs?|troops|rule|moves?|call|request|invitation|suggestion|hard-line|line)$/
const GOVERNMENT = /^(government|regime|administration|authorities|leadership|officials)$/

/** "Moscow's foreign policy", "the Baku government". */
function ownsPolicy({ tokens }: Segment, to: number): boolean {
  const next = tokens[to]?.word
  if (!next) return false
  if (next.flags & POSSESSIVE) {
    return [1, 2, 3].some((offset) => POLICY.test(tokens[to + offset]?.word.lower ?? ''))
  }
  return GOVERNMENT.test(next.lower)
}

const RELATION =
  /^(talks?|ties|relations?|relationship|negotiations?|dialogue|agreements?|deals?|disputes?|war|conflict|alliance|treaty|trade|contacts?|cooperation|consultations?|accord|pact|peace|rapprochement|tensions?|pressure|support|backing|sanctions?|accusations?|criticism|appeals?|message|letter|note|protest|demands?|concessions?|guarantees?|help|aid|assistance|ambassador|envoy|loyal|allied|friendly|hostile|normali[sz]ation|influence|response|reaction|surplus|deficit|imbalance|proposals?|pleas?|calls?|loyalty|fight|cooperate|cooperating|negotiate|negotiating|deal|dealing|sided?|aligned|row)$/
const TOWARDS = /^(with|to|toward|towards|against|on|from|by)$/
const ADDRESSING =
  /^(urges?|urged|urging|told|tells|asks?|asked|accuses?|accused|accusing|warns?|warned|warning|criticises?|criticised|criticizes?|criticized|blames?|blamed|blaming|press|pressed|pressing|pressured|persuaded?|convinced?|informed|notified|supports?|supported|backs?|backed|support|oppose|opposed|pressure|persuade|convince|force|forced)$/

/** "talks with Baku", "pressure on Tehran", "urged Washington". */
function isPartner({ tokens }: Segment, from: number): boolean {
  const before = tokens[from - 1]?.word.lower ?? ''
  if (ADDRESSING.test(before)) return true
  if (!TOWARDS.test(before)) return false
  const governor = tokens[from - 2]?.word
  return (
    governor !== undefined &&
    (governor.flags & FUNCTION_WORD) === 0 &&
    RELATION.test(governor.lower)
  )
}

const TRAVEL =
  /^(flights?|trains?|road|roads|railway|rail|highway|route|routes|travel|distance|pipeline|line|lines|border|buses|bus|motorway|services?|link|links)$/

/** "between Moscow and Washington", "Baku-Tehran ties", but not flights or roads between them. */
function isPaired({ tokens, matches }: Segment, from: number, to: number): boolean {
  const between = betweenAt(tokens, from)
  if (between >= 0) return !TRAVEL.test(tokens[between - 1]?.word.lower ?? '')
  const left = tokens[from - 1]?.word.text === '-' ? matches[from - 2] : undefined
  const right = tokens[to]?.word.text === '-' ? matches[to + 1] : undefined
  const other = left ?? right
  if (!other || !/^(country|capital|demonym)$/.test(other.entry.kind)) return false
  return !TRAVEL.test(tokens[right ? right.to : to]?.word.lower ?? '')
}

/** Position of "between" before "X" or "X and Y"; -1 if there is none. */
function betweenAt(tokens: Segment['tokens'], from: number): number {
  if (tokens[from - 1]?.word.lower === 'between') return from - 1
  if (tokens[from - 1]?.word.lower !== 'and') return -1
  for (let at = from - 2; at >= Math.max(0, from - 5); at--) {
    if (tokens[at]!.word.lower === 'between') return at
  }
  return -1
}
