import { statSync } from 'node:fs'
import { openArchive } from '#archive/open.ts'
import type { Status } from '#core/search.ts'
import { createSqliteSearchStore } from '#stores/search/sqlite.ts'
import { archiveToRead } from './archive-path.ts'
import { command } from './command.ts'
import { count, counted, plain, size } from './terminal.ts'

export const status = command({
  help: `
Show what the archive holds: counts, dates, sources and its size on disk.

Usage: dateline status [options]

  --json               as one JSON object
  --archive FILE       the archive to look into`,
  options: { archive: { type: 'string' }, json: { type: 'boolean' } },
  async run({ values }) {
    const path = archiveToRead(values.archive)
    const { db } = openArchive(path, { write: false })
    const store = createSqliteSearchStore(db)
    const found = await store.status().finally(() => store.close())
    const bytes = sizeOnDisk(path)
    if (values.json) console.log(JSON.stringify({ archive: path, bytes, ...found }))
    else console.log(toText(path, bytes, found))
    return 0
  },
})

/** With what SQLite keeps beside the file while it is in use. */
function sizeOnDisk(path: string): number {
  const sizes = [path, `${path}-wal`].map((file) => statSync(file, { throwIfNoEntry: false })?.size)
  return sizes.reduce<number>((sum, each) => sum + (each ?? 0), 0)
}

function toText(path: string, bytes: number, found: Status): string {
  const { entities, first, last, undated } = found
  const dates = first && last ? `${first.slice(0, 10)} to ${last.slice(0, 10)}` : 'none'
  const rows = [
    ['archive', `${path} (${size(bytes)})${found.sample ? ', the invented sample news' : ''}`],
    ['articles', count(found.articles)],
    ['dates', undated > 0 ? `${dates}, ${counted(undated, 'article')} without` : dates],
    ['sentences', count(found.sentences)],
    ['people', count(entities.person)],
    ['organizations', count(entities.organization)],
    ['countries', count(entities.country)],
    ['ties', count(found.ties)],
    ['rejected', count(found.rejected)],
    ['version', String(found.version)],
  ]
  const sources = found.sources.map(({ name, articles }) => `  ${plain(name)}: ${count(articles)}`)
  return [
    ...rows.map(([name, value]) => `${name!.padEnd(15)}${value}`),
    ...(sources.length > 0 ? ['sources', ...sources] : []),
  ].join('\n')
}
