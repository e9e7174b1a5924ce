import type { EngineAddress } from '#stores/shared/engine-address.ts'
import type { NamedArchive } from '../archives.ts'
import { type Figure, atMost } from '../measure.ts'
import { peakOf } from '../memory.ts'
import { type BenchEngines, assertSame } from './filling.ts'

const REBUILDS = { search: 'elasticsearch', graph: 'neo4j' } as const

type RebuildSummary = Record<keyof BenchEngines, { sent: number; refused: number; seconds: number }>

/** Peak anonymous memory of `dateline rebuild search` and of `dateline rebuild graph`, threads included. */
export async function* measureRebuildMemory(
  engines: BenchEngines,
  archive: NamedArchive,
): AsyncGenerator<Figure> {
  for (const what of ['search', 'graph'] as const)
    yield await measureRebuild(what, engines, archive)
}

async function measureRebuild(
  what: keyof typeof REBUILDS,
  { elasticsearch, neo4j }: BenchEngines,
  { path, name, articles }: NamedArchive,
): Promise<Figure> {
  const { megabytes, summary } = await peakOf<RebuildSummary>([
    ...['rebuild', what, '--json', '--archive', path],
    ...['--elasticsearch', withUser(elasticsearch), '--neo4j', withUser(neo4j)],
  ])
  const { sent, refused, seconds } = summary[REBUILDS[what]]
  assertSame('refused', refused, 0)
  return {
    what: `peak memory of rebuild ${what}`,
    value: megabytes,
    unit: ' MB',
    ...atMost(300, megabytes),
    how: `RssAnon every 100 ms, ${name}, ${articles} articles, ${sent} changes in ${seconds.toFixed(0)} s`,
  }
}

/** The URL with user and password in it, as the command line takes it. */
export function withUser({ url, user = '', password = '' }: EngineAddress): string {
  const address = new URL(url)
  address.username = user
  address.password = password
  return address.href
}
