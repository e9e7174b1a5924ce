import { compareText } from '../text/compare-text.ts'
import { createClusters, type Clusters, pairKey } from './clusters.ts'
import { createRarity, describeEvidence, inWords } from './evidence.ts'
import { createJudge, evidenceOf } from './judge-pair.ts'
import type { Judgement } from './judgement.ts'
import { canBeOne } from './match-persons.ts'
import { createIndex, type Index, pairsOf } from './pairs.ts'
import type { ParsedForm } from './parsed-form.ts'
import { findShortForms, type ShortForm } from './short-forms.ts'
import type {
  Context,
  ContextOf,
  Fixed,
  Form,
  IdentityCandidate,
  Join,
  Joining,
  JoinRule,
} from './types.ts'

/** A join that a rule proposes, or a candidate. */
interface Proposal {
  join: Join
  /** Weight of the evidence besides the names. */
  weight: number
  likeness: number
  isCertain: boolean
  reasons: string[]
}

/**
 * Decides which forms are one entity. `forms` are all of an archive, or a part closed under shared block keys; their
 * order makes no difference. `fixed` stands above every rule.
 */
export function joinForms(forms: Form[], contextOf: ContextOf, fixed: Fixed[] = []): Joining {
  const index = createIndex(forms.toSorted((a, b) => compareText(a.id, b.id)))
  const context = remembering(contextOf)
  const proposals = [...proposeByName(index, context), ...proposeShortForms(index, context)]
  const { certain, open } = withoutRivals(proposals, index)
  const clusters = createClusters(index.byId, fixed)
  for (const join of fixed
    .filter(({ same }) => same)
    .map(toDecided)
    .sort(byIds))
    clusters.join(join)
  for (const { join } of certain.sort(byStrength)) clusters.join(join)
  return {
    clusters: clusters.all(),
    joins: clusters.joins,
    candidates: toCandidates(open, clusters, index, fixed),
  }
}

function remembering(contextOf: ContextOf): ContextOf {
  const known = new Map<string, Context>()
  return (id) => {
    const context = known.get(id) ?? contextOf(id)
    known.set(id, context)
    return context
  }
}

function* proposeByName(index: Index, contextOf: ContextOf): Generator<Proposal> {
  const judgePair = createJudge(index, contextOf)
  for (const [i, j] of pairsOf(index)) {
    const [a, b] = [index.parsed[i]!, index.parsed[j]!]
    const judgement = judgePair(a, b)
    if (judgement) yield toProposal(a, b, judgement)
  }
}

function toProposal(
  a: ParsedForm,
  b: ParsedForm,
  { verdict, match, evidence }: Judgement,
): Proposal {
  const reasons = [match.reason, ...describeEvidence(evidence)]
  const confidence = match.needs === 0 ? 0.98 : 0.85 + Math.min(0.12, 0.04 * evidence.weight)
  return {
    join: { a: a.form.id, b: b.form.id, rule: match.rule, reason: reasons.join('; '), confidence },
    weight: evidence.weight,
    likeness: match.likeness,
    isCertain: verdict === 'join',
    reasons,
  }
}

function proposeShortForms(index: Index, contextOf: ContextOf): Proposal[] {
  const rarityOf = createRarity(new Map(index.parsed.map(({ form }) => [form.id, form.articles])))
  return findShortForms(index, contextOf).map((found) => {
    const { short, long, rule, support, isCertain } = found
    const reasons = [shortReason(found)]
    const { weight } = evidenceOf(short, long, contextOf, rarityOf)
    const join = {
      a: short.form.id,
      b: long.form.id,
      rule,
      reason: reasons[0]!,
      confidence: isCertain ? 0.95 : 0.6,
    }
    return { join, weight: weight + Math.log2(1 + support), likeness: 0.9, isCertain, reasons }
  })
}

function shortReason({ short, long, support, uses }: ShortForm): string {
  const articles =
    uses === 1
      ? 'the only article'
      : `${inWords(Math.min(support, uses))} of ${inWords(uses)} articles`
  return `"${short.form.name}" stands for "${long.form.name}" in ${articles}`
}

/** A form that fits two different people joins one only if the evidence for that one is far stronger. */
function withoutRivals(
  proposals: Proposal[],
  { byId }: Index,
): { certain: Proposal[]; open: Proposal[] } {
  const certain = proposals.filter(({ isCertain }) => isCertain)
  const byForm = new Map<string, Proposal[]>()
  for (const proposal of certain) {
    for (const id of [proposal.join.a, proposal.join.b])
      byForm.set(id, [...(byForm.get(id) ?? []), proposal])
  }
  const isDoubtful = (proposal: Proposal) =>
    [proposal.join.a, proposal.join.b].some((id) => {
      const mine = byId.get(otherOf(proposal, id))!
      return byForm.get(id)!.some((rival) => {
        const theirs = byId.get(otherOf(rival, id))!
        if (
          rival === proposal ||
          !mine.person ||
          !theirs.person ||
          canBeOne(mine.person, theirs.person)
        )
          return false
        return proposal.weight < rival.weight + 1
      })
    })
  const doubtful = new Set(certain.filter(isDoubtful))
  return {
    certain: certain.filter((proposal) => !doubtful.has(proposal)),
    open: [...proposals.filter(({ isCertain }) => !isCertain), ...doubtful],
  }
}

const otherOf = ({ join }: Proposal, id: string) => (join.a === id ? join.b : join.a)

const toDecided = ({ a, b }: Fixed): Join => ({
  a,
  b,
  rule: 'decision',
  reason: 'a person decided so',
  confidence: 1,
})

function byStrength(x: Proposal, y: Proposal): number {
  return (
    y.join.confidence - x.join.confidence ||
    y.likeness - x.likeness ||
    y.weight - x.weight ||
    byIds(x.join, y.join)
  )
}

const byIds = (x: Pick<Join, 'a' | 'b'>, y: Pick<Join, 'a' | 'b'>) =>
  compareText(x.a, y.a) || compareText(x.b, y.b)

/** Minimum score of a candidate worth a person's time. */
const LEAST_SCORE = 0.33

/** Score of the names alone. */
const BASE: Partial<Record<JoinRule, number>> = { romanization: 0.5, 'given name': 0.4 }

/** One candidate per pair of entities, likeliest and most consequential first. */
function toCandidates(
  open: Proposal[],
  clusters: Clusters,
  { byId }: Index,
  fixed: Fixed[],
): IdentityCandidate[] {
  const decided = new Set(fixed.map(({ a, b }) => pairKey(a, b)))
  const best = new Map<string, IdentityCandidate>()
  for (const { join, weight, likeness, reasons } of open.sort(byStrength)) {
    const [x, y] = [clusters.membersOf(join.a), clusters.membersOf(join.b)]
    if (x === y || x.some((a) => y.some((b) => decided.has(pairKey(a, b))))) continue
    const articles = Math.min(
      ...[x, y].map((ids) => Math.max(...ids.map((id) => byId.get(id)!.form.articles))),
    )
    const base = BASE[join.rule] ?? 0.25
    const score =
      (likeness ** 2 * (base + weight)) / (1 + weight) + 0.03 * Math.min(4, Math.log2(articles))
    const key = pairKey(x.toSorted(compareText)[0]!, y.toSorted(compareText)[0]!)
    if (score < LEAST_SCORE || (best.get(key)?.score ?? 0) >= score) continue
    best.set(key, {
      question: 'same',
      entities: [join.a, join.b].sort(compareText),
      reasons,
      score,
    })
  }
  return [...best.values()].sort(
    (a, b) => b.score - a.score || compareText(a.entities.join(), b.entities.join()),
  )
}
