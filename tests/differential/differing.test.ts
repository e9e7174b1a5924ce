import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openArchive } from '#archive/open.ts'
import { runIndex } from '#indexer/pipeline/run-index.ts'
import { openSqliteGraphStore } from '#stores/sqlite/graph/graph-store.ts'
import { openSqliteSearchStore } from '#stores/sqlite/search/search-store.ts'
import { SAMPLE } from '#tests/shared-data.ts'
import { type Corpus, readCorpus } from './corpus.ts'
import { firstDifference } from './difference.ts'
import { differing } from './differing.ts'
import { appOver, wrongNumbers } from './numbers.ts'
import { type Question, type StorePair, createQuestions } from './questions.ts'

const SEED = 4310
const folder = mkdtempSync(join(tmpdir(), 'differing-'))

let stores: StorePair
let questions: Question[]
let corpus: Corpus

beforeAll(async () => {
  const path = join(folder, 'sample.db')
  const archive = openArchive(path, { write: true, create: true })
  await runIndex(archive, [SAMPLE], { names: true, restore: false })
  archive.close()
  stores = { search: openSqliteSearchStore(path), graph: openSqliteGraphStore(path) }
  corpus = await readCorpus(stores.search)
  questions = createQuestions(corpus, SEED, { searches: 60, pairs: 60 })
})

afterAll(async () => {
  await Promise.all([stores.search.close(), stores.graph.close()])
  rmSync(folder, { recursive: true })
})

type Answer<F> = F extends (...args: never[]) => Promise<infer A> ? NonNullable<A> : never

/** Wraps the stores and changes every answer of one method. */
function changed<S extends keyof StorePair, M extends keyof StorePair[S]>(
  store: S,
  method: M,
  change: (answer: Answer<StorePair[S][M]>) => unknown,
): () => StorePair {
  return () => {
    const real = stores[store]
    const ask = real[method] as (...args: unknown[]) => Promise<Answer<StorePair[S][M]> | null>
    const askAndChange = async (...args: unknown[]) => {
      const answer = structuredClone(await ask(...args))
      if (answer !== null) change(answer)
      return answer
    }
    return { ...stores, [store]: { ...real, [method]: askAndChange } }
  }
}

describe('two pairs of stores with equal contents', () => {
  it('give equal answers', async () => {
    expect(await differing(questions, stores, stores)).toEqual([])
  })

  it('get the same questions for the same seed, and others for another seed', () => {
    const names = (seed: number) => {
      return createQuestions(corpus, seed, { searches: 5, pairs: 5 }).map(({ name }) => name)
    }

    expect(names(1)).toEqual(names(1))
    expect(names(1)).not.toEqual(names(2))
  })

  it('get questions that match nothing, some, many and all', async () => {
    const pages = await Promise.all(
      questions
        .filter(({ name }) => / a page: /.test(name))
        .map((question) => question.ask(stores)),
    )
    const found = pages.map((hits) => (hits as { hits: unknown[] }).hits.length)

    for (const isMet of [0, 1, 113].map((count) => found.includes(count))) expect(isMet).toBe(true)
    expect(new Set(found).size).toBeGreaterThan(8)
  })
})

describe('every number of the graph', () => {
  const wrongIn = (pair: StorePair, times: number) =>
    wrongNumbers(appOver(pair), corpus, { seed: SEED, times })

  it('is the length of the list that it opens', async () => {
    expect(await wrongIn(stores, 8)).toEqual([])
  })

  it.each([
    [
      'in a network',
      changed('search', 'network', ({ ties }) => ties.forEach((tie) => tie.sentences++)),
    ],
    ['of new pairs', changed('graph', 'firsts', ({ total }) => total.value++)],
    ['in the ties of a name', changed('graph', 'ties', ({ items }) => items.pop())],
    ['in a list of sentences', changed('search', 'evidence', ({ items }) => items.pop())],
  ])('is found wrong %s', async (_, broken) => {
    expect(await wrongIn(broken(), 2)).not.toEqual([])
  })
})

describe('a total', () => {
  const exact = { value: 12_000, relation: 'eq' }

  it.each([
    ['that is said to be at least so many is no difference where it is', 10_000, true],
    ['is a difference where it is less', 12_001, false],
    ['is a difference where it could have been counted', 9999, false],
  ])('%s', (_, value, isAlike) => {
    expect(firstDifference(exact, { value, relation: 'gte' }) === null).toBe(isAlike)
  })
})

describe('a difference is detected', () => {
  it.each([
    ['in the order of hits', changed('search', 'articles', ({ items }) => items.reverse())],
    [
      'in the fragments of hits',
      changed('search', 'articles', ({ items }) => items[0]?.fragments.pop()),
    ],
    [
      'in the names of hits',
      changed('search', 'articles', ({ items }) => items[0]?.entities.pop()),
    ],
    ['in a total', changed('search', 'articles', ({ total }) => total.value++)],
    [
      'in the values of a facet',
      changed('search', 'facets', ({ facets }) => facets[0]!.values.pop()),
    ],
    ['in the histogram', changed('search', 'facets', ({ histogram }) => histogram!.undated++)],
    ['in the text of an article', changed('search', 'article', (view) => (view.body += ' '))],
    ['in a span of evidence', changed('search', 'evidence', ({ items }) => items[0]?.spans.pop())],
    ['in the ties of a network', changed('search', 'network', ({ ties }) => ties.pop())],
    ['in the counts of the archive', changed('search', 'status', (status) => status.ties++)],
    ['in the written forms of a name', changed('graph', 'entity', ({ aliases }) => aliases.pop())],
    ['in the functions of a person', changed('graph', 'entity', ({ roles }) => roles.pop())],
    ['in suggestions', changed('graph', 'suggest', (found) => found.pop())],
    ['in a list of entities', changed('graph', 'entities', ({ items }) => items.reverse())],
    ['in the order of ties', changed('graph', 'ties', ({ items }) => items.reverse())],
    ['in a tie', changed('graph', 'tie', (tie) => (tie.surprise += 1e-9))],
    ['in pairs that are new', changed('graph', 'firsts', ({ items }) => items.pop())],
  ])('%s', async (_, broken) => {
    expect(await differing(questions, stores, broken())).not.toEqual([])
  })

  it('if a store fails', async () => {
    const failing = {
      ...stores,
      graph: { ...stores.graph, tie: () => Promise.reject(Error('no')) },
    }
    const sentences = await differing(questions, stores, failing)

    expect(sentences[0]).toMatch(/^tie of .*\n {4}it failed: Error: no$/)
  })
})
