import type { EntityKind } from '#core/article.ts'
import type {
  Appearance,
  ContextOf,
  Fixed,
  Form,
  Holder,
  Joining,
  LoneLink,
  LoneName,
  NamesakeCut,
} from '#core/identity/types.ts'
import { compareText } from '#core/compare-text.ts'

/** What the registry asks of `core/identity`: pure rules that any order of input leads to the same answer. */
export interface Rules {
  joinForms(forms: Form[], contextOf: ContextOf, fixed: Fixed[]): Joining
  /** Under which a holder is filed, and a lone name looked up. */
  loneKeys(name: string, kind: EntityKind): string[]
  linkLoneName(lone: LoneName, holders: Holder[]): LoneLink | null
  oneWordPerson(uses: LoneName[]): { name: string; confidence: number; why: string } | null
  cutNamesake(name: string, appearances: Appearance[]): NamesakeCut | null
  nameOfCluster(forms: Form[]): string
  kindOfCluster(forms: Form[]): EntityKind
}

/** Changes whenever equal articles and decisions may give another registry. */
export const RULES_VERSION = '1'

const DOMINANT = 0.8

/** Joins what a person joined, and links surnames that one holder dominates. */
export const RULES: Rules = {
  joinForms(forms, _, fixed) {
    const parent = new Map(forms.map(({ id }) => [id, id]))
    const root = (id: string): string => {
      const up = parent.get(id)!
      return up === id ? id : root(up)
    }
    const joins: Joining['joins'] = []
    for (const { a, b, same } of fixed) {
      if (!same || !parent.has(a) || !parent.has(b) || root(a) === root(b)) continue
      parent.set(root(b), root(a))
      joins.push({ a, b, rule: 'decision', reason: 'joined by hand', confidence: 1 })
    }
    const ids = [...parent.keys()].sort(compareText)
    const clusters = [...Map.groupBy(ids, root).values()]
    return { clusters, joins, candidates: [] }
  },
  loneKeys: (name) => [name.toLowerCase().split(' ').at(-1)!],
  linkLoneName(_, holders) {
    const persons = holders.filter(({ kind }) => kind === 'person')
    const all = persons.reduce((sum, { articles }) => sum + articles, 0)
    const best = persons.toSorted((x, y) => y.articles - x.articles || compareText(x.id, y.id))[0]
    if (!best || best.articles < 2) return null
    const share = best.articles / all
    if (share < DOMINANT) return null
    const why = `${Math.round(share * 100)} % of the articles that spell out the surname mean ${best.names[0]}`
    return { id: best.id, confidence: share * 0.9, why }
  },
  oneWordPerson(uses) {
    const titled = uses.filter(({ title }) => title !== null && title !== 'mr')
    if (titled.length < 2) return null
    return { name: uses[0]!.text, confidence: 0.8, why: `called ${titled[0]!.title}` }
  },
  cutNamesake: () => null,
  nameOfCluster: (forms) => mostFrequent(forms).name,
  kindOfCluster: (forms) => mostFrequent(forms).kind,
}

const mostFrequent = (forms: Form[]): Form =>
  forms.toSorted((x, y) => y.articles - x.articles || compareText(x.id, y.id))[0]!
