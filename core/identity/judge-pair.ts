import { compareContexts, createRarity, type Evidence, type RarityOf } from './evidence.ts'
import { judge, type Judgement, type NameMatch } from './judgement.ts'
import { matchOrganizations, STATE } from './match-organizations.ts'
import { matchPersons } from './match-persons.ts'
import type { Index } from './pairs.ts'
import type { ParsedForm } from './parsed-form.ts'
import type { ContextOf } from './types.ts'

/** Judges two forms by their names and, if those leave it open, by their context; null means two entities. */
export type JudgePair = (a: ParsedForm, b: ParsedForm) => Judgement | null

export function createJudge(index: Index, contextOf: ContextOf): JudgePair {
  const rarityOf = createRarity(new Map(index.parsed.map(({ form }) => [form.id, form.articles])))
  return (a, b) => {
    const match = matchNames(a, b, index)
    if (!match) return null
    const evidence = evidenceOf(a, b, contextOf, rarityOf)
    const judgement = judge(match, evidence)
    return judgement.verdict === 'different' ? null : judgement
  }
}

export function evidenceOf(
  a: ParsedForm,
  b: ParsedForm,
  contextOf: ContextOf,
  rarityOf: RarityOf,
): Evidence {
  return compareContexts(a.form.id, b.form.id, contextOf, rarityOf)
}

function matchNames(a: ParsedForm, b: ParsedForm, index: Index): NameMatch | null {
  if (a.person && b.person) return matchReadings(a, b, index)
  if (a.body && b.body) return matchBodies(a, b, index)
  return matchKinds(a, b)
}

/** The easiest match between any readings of the two names. */
function matchReadings(a: ParsedForm, b: ParsedForm, { surnames }: Index): NameMatch | null {
  const use = {
    a: surnames.get(a.person!.head) ?? 1,
    b: surnames.get(b.person!.head) ?? 1,
    articlesA: a.form.articles,
    articlesB: b.form.articles,
  }
  const matches = a.readings.flatMap((x) =>
    b.readings.flatMap((y) => matchPersons(x, y, use) ?? []),
  )
  return matches.sort((x, y) => x.needs - y.needs)[0] ?? null
}

function matchBodies(a: ParsedForm, b: ParsedForm, { words, states }: Index): NameMatch | null {
  const match = matchOrganizations(a.body!, b.body!, {
    articlesA: a.form.articles,
    articlesB: b.form.articles,
    formsWith: (word) => words.get(word) ?? 0,
  })
  if (match?.needs !== STATE) return match
  const isOfOneState = states.get(a.body!.text)?.size === 1
  return { ...match, needs: isOfOneState ? 0.05 : Infinity }
}

/** A name read as a person in some places and as an organization in others is one kind, usually the more frequent. */
function matchKinds(a: ParsedForm, b: ParsedForm): NameMatch | null {
  const [x, y] = [plain(a), plain(b)]
  if (x === '' || x !== y) return null
  const ratio =
    Math.max(a.form.articles, b.form.articles) / Math.min(a.form.articles, b.form.articles)
  const reason = 'the same name, once read as a person and once as an organization'
  return {
    rule: 'kind',
    reason,
    likeness: 0.95,
    needs: ratio >= 3 ? 0.3 : 1,
    mayStandTogether: true,
  }
}

const plain = ({ person, body }: ParsedForm) => (person?.words ?? body?.words ?? []).join(' ')
