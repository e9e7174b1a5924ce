import type { EngineAddress, Engines } from '#stores/engine-address.ts'
import type { NamedArchive } from '../archives.ts'
import { type Figure, atMost } from '../measure.ts'
import { peakOf } from '../memory.ts'
import { insistOn } from './filling.ts'

interface Summary {
  elasticsearch: { sent: number; refused: number; seconds: number }
}

/** Peak anonymous memory of `dateline rebuild search`, its threads included. */
export async function measureMemory(engines: Engines, archive: NamedArchive): Promise<Figure> {
  const { elasticsearch, neo4j } = engines
  const { megabytes, summary } = await peakOf<Summary>([
    ...['rebuild', 'search', '--json', '--archive', archive.path],
    ...['--elasticsearch', withUser(elasticsearch), '--neo4j', withUser(neo4j)],
  ])
  const { sent, refused, seconds } = summary.elasticsearch
  insistOn('refused', refused, 0)
  return {
    what: 'peak memory of rebuild search',
    value: megabytes,
    unit: ' MB',
    ...atMost(300, megabytes),
    how: `RssAnon every 100 ms, ${archive.name}, ${archive.articles} articles, ${sent} changes in ${seconds.toFixed(0)} s`,
  }
}

function withUser({ url, user = '', password = '' }: EngineAddress): string {
  const address = new URL(url)
  address.username = user
  address.password = password
  return address.href
}
