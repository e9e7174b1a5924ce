import type { Network } from '#core/search.ts'
import { seeded } from '#core/analysis/seeded.ts'

const SEED = 4310
const WORDS = ['oil', 'trade', 'opec', 'bank', 'earnings', 'copper', 'price', 'market']

/** A question to the graph, with the goals of its 95th percentile in milliseconds. */
export interface Question {
  what: string
  goals: { embedded: number; engines: number }
  /** A path below `/api/v1`, for the nth time. */
  address: (i: number) => string
}

/** Questions about the strongest names of an archive; the same for the same names. */
export function questionsAbout({ entities, ties }: Network): Question[] {
  const random = seeded(SEED)
  const one = <T>(values: T[]) => values[Math.floor(random() * values.length)]!
  const word = (i: number) => WORDS[i % WORDS.length]!
  const hub = entities[0]!.id
  return [
    {
      what: 'network of a search, 60 names',
      goals: { embedded: 60, engines: 300 },
      address: (i) => `/graph?q=${word(i)}`,
    },
    {
      what: 'network of everything, 60 names',
      goals: { embedded: 120, engines: 700 },
      address: () => '/graph',
    },
    {
      what: 'ties of the largest hub, in a search',
      goals: { embedded: 60, engines: 100 },
      address: (i) => `/entities/${hub}/ties?q=${word(i)}`,
    },
    {
      what: 'ties of the largest hub',
      goals: { embedded: 60, engines: 100 },
      address: () => `/entities/${hub}/ties`,
    },
    {
      what: 'evidence of a tie, with its count',
      goals: { embedded: 30, engines: 60 },
      address: () => {
        const { a, b } = one(ties)
        return `/ties/${a}/${b}/evidence`
      },
    },
    {
      what: 'five paths between two known names, with evidence',
      goals: { embedded: 300, engines: 500 },
      address: () => {
        const [a, b] = [one(entities.slice(0, 150)), one(entities.slice(150))]
        return `/paths/${a.id}/${b.id}`
      },
    },
    {
      what: 'what changed between two months, everything',
      goals: { embedded: 500, engines: 1000 },
      address: () => '/graph/changes?earlier=1987-03&later=1987-04',
    },
  ]
}

/** Requests that are refused, each for another reason. */
export function refusedAddresses({ entities, ties }: Network): string[] {
  const [a, b] = entities.map(({ id }) => id)
  return [
    '/entities/person-no-one/ties',
    `/ties/${a}/person-no-one`,
    `/ties/${a}/${a}`,
    `/ties/${ties[0]!.b}/person-no-one/evidence`,
    `/paths/${a}/person-no-one`,
    `/paths/${a}/${a}`,
    `/paths/${a}/${b}?hops=99`,
    `/paths/${a}/${b}?from=1988-01&to=1987-01`,
    `/paths/${a}/${b}?avoid=${Array(101).fill('person-x').join(',')}`,
    '/graph?size=1000000',
    '/graph?from=1988&to=1987',
    '/graph/changes?earlier=1988&later=1987',
    '/graph/firsts?since=yesterday',
  ]
}
