import { describe, expect, it } from 'vitest'
import type { Operation } from './operation.ts'
import { type Answers, type Named, replay } from './replay.ts'
import { requestKey, requestsOf } from './requests.ts'
import { startSteps } from './start.ts'

const named = (...ids: string[]): Named[] =>
  ids.map((id) => ({ id, kind: 'person', name: id.toUpperCase() }))
const expand = (id: string, count: number): Operation => ({
  op: 'expand',
  id,
  count,
  sort: null,
  kinds: null,
})

/** Answers every request of ties with the same list. */
function answering(
  steps: Parameters<typeof requestsOf>[0],
  list: Named[],
  hasMore = false,
): Answers {
  const requests = requestsOf(steps).filter((request) => request !== null)
  return {
    network: new Map([[requestKey({ of: 'network' }), list]]),
    ties: new Map(requests.map((request) => [requestKey(request), { named: list, hasMore }])),
    paths: new Map(requests.map((request) => [requestKey(request), [list]])),
  }
}

describe('a graph', () => {
  it('grows by the strongest names that are not there yet', () => {
    const steps: Operation[] = [{ op: 'add', id: 'b' }, expand('a', 2), expand('a', 1)]
    const scene = replay(steps, answering(steps, named('b', 'c', 'd', 'e')))

    expect([...scene.members.keys()]).toEqual(['b', 'a', 'c', 'd', 'e'])
    expect(scene.added).toEqual([1, 3, 1])
    expect(scene.members.get('c')).toMatchObject({ step: 1, parent: 'a' })
  })

  it('asks for another page only where the first has too few new names', () => {
    const steps: Operation[] = [expand('a', 3)]

    expect(replay(steps, answering(steps, named('b', 'c'), true)).wanting).toHaveLength(1)
    expect(replay(steps, answering(steps, named('b', 'c'))).wanting).toEqual([])
    expect(replay(steps, answering(steps, named('b', 'c', 'd'), true)).wanting).toEqual([])
  })

  it('hides, keeps and shows again', () => {
    const steps: Operation[] = [
      expand('a', 3),
      { op: 'keep', ids: ['a', 'b'] },
      { op: 'hide', ids: ['a'] },
      { op: 'show', ids: ['c'] },
      { op: 'add', id: 'd' },
    ]
    const { hidden } = replay(steps, answering(steps, named('b', 'c', 'd')))

    expect([...hidden]).toEqual(['a'])
  })

  it('does the same steps on whatever was answered so far, and says which were not', () => {
    const steps: Operation[] = [{ op: 'add', id: 'a' }, expand('a', 3), { op: 'fold', id: 'a' }]
    const scene = replay(steps, answering([], []))

    expect(scene.added).toEqual([1, null, 0])
    expect(scene.folds).toEqual(['a'])
  })

  it('knows what each step asks before anything is answered', () => {
    const steps: Operation[] = [
      expand('a', 12),
      { op: 'measure', sort: 'surprise' },
      { op: 'minimum', articles: 3 },
      { op: 'period', from: '2023', to: '' },
      expand('b', 5),
    ]

    expect(requestsOf(steps)).toEqual([
      {
        of: 'ties',
        id: 'a',
        sort: 'strength',
        kinds: ['person', 'organization'],
        minimum: 1,
        period: null,
        size: 12,
      },
      null,
      null,
      null,
      {
        of: 'ties',
        id: 'b',
        sort: 'surprise',
        kinds: ['person', 'organization'],
        minimum: 3,
        period: { from: '2023', to: '' },
        size: 20,
      },
    ])
  })

  it('starts from one name with its people and organizations, from two with the routes between', () => {
    expect(startSteps({ seeds: ['a'] }).map(({ op }) => op)).toEqual(['add', 'expand', 'expand'])
    expect(startSteps({ seeds: ['a', 'b'] }).map(({ op }) => op)).toEqual(['add', 'add', 'paths'])
    expect(startSteps({ seeds: ['a', 'b', 'c'] }).map(({ op }) => op)).toEqual([
      'add',
      'add',
      'add',
    ])
    expect(startSteps('search')).toEqual([{ op: 'search' }])
  })
})
