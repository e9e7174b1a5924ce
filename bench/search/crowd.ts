import { serveArchive } from '#tests/dateline.ts'
import { openHttpLine } from '../http-line.ts'
import { type Figure, atMost, percentile, timesOf } from '../measure.ts'

const PROBES = 100
const COUNTS = '&facets=source,person,org,country&histogram=true&size=100'

/** Searches that read the most: many prefixes, distances and sentences over the commonest words. */
const WORST = [
  'same(the of and)',
  'the THEN/5 of THEN/5 and',
  '(the OR of) NEAR/3 (and OR to) NEAR/3 (in OR said)',
  'atleast3(the) atleast3(of)',
  'first100(the) -first100(of)',
  'pro* OR con* OR com* OR res* OR int* OR tra* OR mar* OR sta*',
  'NOT same(the to) NOT same(of in)',
  '"of the"~8 "in the"~8',
]

/** With the eight worst searches under way at all times, a plain search and /livez beside them. */
export async function measureCrowd(file: string, name: string): Promise<Figure[]> {
  const server = await serveArchive(file)
  let isOver = false
  const crowd = WORST.map(async (query) => {
    const line = await openHttpLine(server.url)
    while (!isOver) await line.get(`/api/v1/articles?q=${encodeURIComponent(query)}${COUNTS}`)
    line.close()
  })
  const plain = await probe(server.url, (i) => `/api/v1/articles?q=market&size=${1 + (i % 50)}`)
  const livez = await probe(server.url, () => '/livez')
  isOver = true
  await Promise.all(crowd)
  await server.stop()
  return [
    ['a plain search beside the eight worst, p99', 300, plain] as const,
    ['/livez beside the eight worst, p99', 20, livez] as const,
  ].map(([what, goal, times]) => {
    const value = percentile(times, 0.99)
    const how = `${PROBES} times, ${name}, p50 ${percentile(times, 0.5).toFixed(1)} ms`
    return { what, value, unit: ' ms', ...atMost(goal, value), how }
  })
}

async function probe(url: string, addressOf: (i: number) => string): Promise<number[]> {
  const line = await openHttpLine(url)
  const times = await timesOf((i) => line.get(addressOf(i)), PROBES)
  line.close()
  return times
}
