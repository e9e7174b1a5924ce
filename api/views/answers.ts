import { type Answer, type AskedFor, answersIn, askedFor, bestAnswers } from '#core/answers.ts'
import { joined } from '#core/query/chain.ts'
import { readPlain, tellingWords } from '#core/query/ladder.ts'
import type { Query } from '#core/query/tree.ts'
import type { Search, SearchStore } from '#core/search.ts'

/** Number of articles whose sentences are examined. */
const READ = 30
const AT_ONCE = 8

export interface Answers {
  items: Answer[]
  /** The kind of answer asked for; null if unclear. */
  kind: AskedFor | null
  /** Number of articles examined. */
  read: number
  version: number
}

/** The best sentences for a question, possibly none. `typed` is the question's tree before the ladder. */
export async function answerQuestion(
  { q, typed, filters }: { q: string; typed: Query; filters: Search['filters'] },
  size: number,
  store: SearchStore,
  signal: AbortSignal,
): Promise<Answers> {
  const plain = readPlain(typed, q)
  const told = tellingWords(plain ? [...plain.required, ...plain.words] : [typed])
  const kind = askedFor(q)
  const { totals, version } = await store.count([null, ...told], signal)
  const [all, ...found] = totals.map(({ value }) => value)
  const asked = told.map((query, i) => ({ query, weight: Math.log(1 + all! / (1 + found[i]!)) }))
  const query = joined('or', told)
  const page = await store.articles(
    { search: { query, filters }, sort: 'relevance', size: READ },
    signal,
  )
  const answers: Answer[] = []
  for (let i = 0; i < page.items.length; i += AT_ONCE) {
    const some = page.items.slice(i, i + AT_ONCE)
    const articles = await Promise.all(some.map(({ id }) => store.article(id, signal)))
    for (const article of articles) if (article) answers.push(...answersIn(article, asked, kind))
  }
  return { items: bestAnswers(answers, size), kind, read: page.items.length, version }
}
