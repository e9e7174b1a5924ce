import type { Mention } from '../article.ts'
import type { EntityRef } from '../graph.ts'
import { compareText } from '../text/compare-text.ts'

/** How prominent a name is in an article. */
export interface Salience {
  /** From 0 up; comparable within one article. */
  salience: number
  /** Number of mentions in title and body, without bylines. */
  mentions: number
  inTitle: boolean
  inLead: boolean
  /** Whether the article is about it rather than only mentioning it. */
  about: boolean
}

/** A name of an article; `count` is the number of sentences that name it. */
export interface SalientName extends EntityRef, Salience {
  count: number
}

const LEAD_SENTENCES = 2
const TITLE_WEIGHT = 2
const LEAD_WEIGHT = 1
const DATELINE_WEIGHT = 0.5
/** "Armenian" and "Yerevan said" say less about Armenia than its name does. */
const DEMONYM_WEIGHT = 0.8
const CAPITAL_WEIGHT = 0.4

/** The names of an article, most salient first, then by sentences, then by id. */
export function bySalience(
  names: (EntityRef & { count: number })[],
  mentions: Mention[],
): SalientName[] {
  const evidence = readEvidence(mentions)
  return names
    .map((name) => ({ ...name, ...weigh(evidence.get(name.id) ?? new SalienceEvidence()) }))
    .sort((a, b) => b.salience - a.salience || b.count - a.count || compareText(a.id, b.id))
}

class SalienceEvidence {
  inTitle = false
  inLead = false
  inDateline = false
  names = 0
  demonyms = 0
  capitals = 0
}

function readEvidence(mentions: Mention[]): Map<string, SalienceEvidence> {
  const found = new Map<string, SalienceEvidence>()
  for (const mention of mentions) {
    const { entity } = mention
    // A story is not about its author.
    if (entity === null || mention.via === 'byline') continue
    if (!found.has(entity)) found.set(entity, new SalienceEvidence())
    count(mention, found.get(entity)!)
  }
  return found
}

function count({ field, sentence, via }: Mention, evidence: SalienceEvidence): void {
  if (field === 'dateline') {
    evidence.inDateline = true
    return
  }
  if (via === 'demonym') evidence.demonyms++
  else if (via === 'capital') evidence.capitals++
  else evidence.names++
  if (field === 'title') evidence.inTitle = true
  else if (sentence !== null && sentence <= LEAD_SENTENCES) evidence.inLead = true
}

function weigh({
  inTitle,
  inLead,
  inDateline,
  names,
  demonyms,
  capitals,
}: SalienceEvidence): Salience {
  const mentions = names + demonyms + capitals
  const salience =
    (inTitle ? TITLE_WEIGHT : 0) +
    (inLead ? LEAD_WEIGHT : 0) +
    (inDateline ? DATELINE_WEIGHT : 0) +
    Math.log2(1 + names + DEMONYM_WEIGHT * demonyms + CAPITAL_WEIGHT * capitals)
  return {
    salience: Math.round(salience * 100) / 100,
    mentions,
    inTitle,
    inLead,
    // A capital may only be the place where something happened.
    about: mentions > capitals && (mentions >= 2 || inTitle || inLead),
  }
}
