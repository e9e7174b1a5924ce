import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { markedPath, unpacked } from '../eval/reading/suites.ts'
import { type Figure, atMost } from './measure.ts'
import { peakOf } from './memory.ts'

interface Summary {
  read: number
  rejected: number
  seconds: number
}

/**
 * Measures peak memory of importing web pages without names, against the goal for an import with
 * names, and pages per second; yields nothing if the pages are missing.
 */
export async function* measurePages(folder: string): AsyncGenerator<Figure> {
  const shared = process.env.DATELINE_SHARED ?? join(import.meta.dirname, '../../shared')
  const suite = markedPath(shared)
  if (!existsSync(suite)) {
    console.log(`– web pages: ${suite} is not there`)
    return
  }
  const archive = join(folder, 'pages.db')
  const { megabytes, summary } = await unpacked(suite, (pages) => {
    const args = ['index', join(pages, 'pages'), '--archive', archive]
    return peakOf<Summary>([...args, '--embedded', '--no-names', '--json'])
  })
  const { read, rejected, seconds } = summary
  const rate = ((read + rejected) / seconds).toFixed(0)
  yield {
    what: 'peak memory of an import of web pages without names',
    value: megabytes,
    unit: ' MB',
    ...atMost(450, megabytes),
    how: `RssAnon every 100 ms, ${read + rejected} pages in ${seconds.toFixed(1)} s, ${rate} pages a second, ${rejected} without text`,
  }
}
