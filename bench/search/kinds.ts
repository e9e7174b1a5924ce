import { serveArchive } from '#tests/dateline.ts'
import { anonymousMemory } from '../memory.ts'
import { openHttpLine } from '../http-line.ts'
import { timesOf } from '../measure.ts'
import { type SampledWords, sampleWords } from './sampled-words.ts'

const ASKED = 60
const PAGE = 'facets=source,person,org,country&histogram=true&fold=stories'

export interface TimedKind {
  what: string
  /** Milliseconds, ascending. */
  times: number[]
}

/** Serves an archive and asks each kind of search with many different words, one after the other; memory in MB. */
export async function timeKinds(file: string): Promise<{ kinds: TimedKind[]; memory: number }> {
  const words = sampleWords(file, ASKED)
  const server = await serveArchive(file)
  const line = await openHttpLine(server.url)
  try {
    await line.get('/api/v1/articles?facets=person&histogram=true&fold=stories')
    const kinds: TimedKind[] = []
    for (const [what, addressOf] of Object.entries(KINDS)) {
      const ask = (i: number) => line.get(`/api/v1/articles?${addressOf(words, i)}`)
      kinds.push({ what, times: await timesOf(ask, ASKED) })
    }
    return { kinds, memory: anonymousMemory(server.pid) / 1024 }
  } finally {
    line.close()
    await server.stop()
  }
}

const q = (query: string) => `q=${encodeURIComponent(query)}`
const one = <T>(values: T[], i: number) => values[i % values.length]!

/** The address of the i-th search of a kind. */
const KINDS: Record<string, (words: SampledWords, i: number) => string> = {
  "the search page's question, rare word": ({ rare }, i) => `${q(one(rare, i))}&${PAGE}`,
  "the search page's question, common word": ({ common }, i) => `${q(one(common, i))}&${PAGE}`,
  "the search page's question, words of most articles": ({ commonest }, i) =>
    `${q(one(commonest, i))}&${PAGE}`,
  'one rare word': ({ rare }, i) => q(one(rare, i + 7)),
  'one common word': ({ common }, i) => q(one(common, i + 7)),
  'two words': ({ common, rare }, i) => q(`${one(common, i)} ${one(rare, i + 3)}`),
  phrase: ({ pairs }, i) => q(`"${one(pairs, i)}"`),
  distance: ({ pairs }, i) => q(one(pairs, i).replace(' ', ' NEAR/5 ')),
  prefix: ({ rare }, i) => q(`${one(rare, i).slice(0, 4)}*`),
  'field and word': ({ common, sources }, i) =>
    q(`${one(common, i + 11)} source:"${one(sources, i)}"`),
  'two words in one sentence': ({ pairs }, i) => q(`same(${one(pairs, i)})`),
  'facets alone': ({ common }, i) => `${q(one(common, i + 23))}&size=0&facets=person,org,country`,
  'histogram alone': ({ common }, i) => `${q(one(common, i + 29))}&size=0&histogram=true`,
}
