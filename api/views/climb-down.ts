import type { Warning } from '#core/page.ts'
import { joined } from '#core/query/chain.ts'
import {
  type Match,
  type PlainQuery,
  STEPS,
  type Step,
  readPlain,
  stepDown,
  stepsOf,
  tellingWords,
  widenedWarning,
} from '#core/query/ladder.ts'
import { MAX_TERMS } from '#core/query/notes.ts'
import type { Query } from '#core/query/tree.ts'
import type { SearchStore } from '#core/search.ts'

type Counting = Pick<SearchStore, 'count'>

/** A plain query at the step of the ladder that answers it. */
export interface Climbed {
  query: Query | null
  /** Null if the query has operators or a single word. */
  step: Step | null
  warnings: Warning[]
}

/** Goes down the ladder of a query without operators as far as needed, or to the requested step. */
export async function climbDown(
  query: Query | null,
  { q, match }: { q: string; match: Match },
  store: Counting,
  signal: AbortSignal,
): Promise<Climbed> {
  const plain = readPlain(query, q)
  if (!plain) return { query, step: null, warnings: [] }
  const { kept, warnings } = await rarest(plain, store, signal)
  const steps = stepsOf(kept)
  if (match !== 'auto') {
    const asked = steps.find(({ step }) => STEPS.indexOf(step) >= STEPS.indexOf(match))!
    return { ...asked, warnings }
  }
  const { totals } = await store.count(
    steps.map((each) => each.query),
    signal,
  )
  const found = steps[stepDown(kept, totals)]!
  const widened = widenedWarning(found.step, totals[0]!)
  return { ...found, warnings: widened ? [...warnings, widened] : warnings }
}

/** A long question keeps its rarest words. */
async function rarest(
  plain: PlainQuery,
  store: Counting,
  signal: AbortSignal,
): Promise<{ kept: PlainQuery; warnings: Warning[] }> {
  const telling = tellingWords(plain.words)
  if (telling.length <= MAX_TERMS) return { kept: plain, warnings: [] }
  const { totals } = await store.count(telling, signal)
  const kept = [...telling.keys()]
    .sort((a, b) => rarity(totals[a]!.value) - rarity(totals[b]!.value) || a - b)
    .slice(0, MAX_TERMS)
    .sort((a, b) => a - b)
    .map((i) => telling[i]!)
  return { kept: { ...plain, words: kept }, warnings: [cutWarning(joined('and', kept)!)] }
}

/** Words that no article contains find nothing. */
const rarity = (articles: number) => (articles === 0 ? Infinity : articles)

const cutWarning = ({ start }: Query): Warning => ({
  code: 'long-question',
  message: `Of this many words the ${MAX_TERMS} rarest are searched.`,
  position: start,
})

const NAMED = new RegExp(`^(${STEPS.join('|')})\\.(.*)$`)

/** A cursor continues at its list's step, whatever was added since. */
export function readStep(cursor: string | undefined): {
  step: Step | null
  place: string | undefined
} {
  const [, step, place] = NAMED.exec(cursor ?? '') ?? []
  return step === undefined ? { step: null, place: cursor } : { step: step as Step, place }
}

export const withStep = (next: string | null, step: Step): string | null =>
  next === null || step === 'all' ? next : `${step}.${next}`
