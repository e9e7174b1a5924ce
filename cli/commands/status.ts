import { statSync } from 'node:fs'
import type { Status } from '#core/search.ts'
import { command } from '../support/command.ts'
import { openSearchStore } from '../support/search-store.ts'
import { count, counted, plain, print, printJson, size } from '../support/terminal.ts'
import { WHERE_HELP, WHERE_OPTIONS, type Where } from '../support/resolve-backend.ts'

export const status = command({
  help: `
Show what the archive holds: counts, dates, sources and its size on disk. Where Elasticsearch and
Neo4j are used, what they hold of it.

Usage: dateline status [options]

  --json               as one JSON object
  --archive FILE       the archive to look into
${WHERE_HELP}`,
  options: { ...WHERE_OPTIONS, json: { type: 'boolean' } },
  async run({ values }) {
    const { store, place } = await openSearchStore(values)
    const found = await store.status().finally(() => store.close())
    if (values.json) printJson({ ...toJson(place), ...found })
    else print(toText(place, found))
    return 0
  },
})

function toJson(place: Where) {
  if (place.type === 'embedded') return { archive: place.archive, bytes: sizeOnDisk(place.archive) }
  return { elasticsearch: place.elasticsearch.url, neo4j: place.neo4j.url }
}

/** With what SQLite keeps beside the file while it is in use. */
function sizeOnDisk(path: string): number {
  const sizes = [path, `${path}-wal`].map((file) => statSync(file, { throwIfNoEntry: false })?.size)
  return sizes.reduce<number>((sum, each) => sum + (each ?? 0), 0)
}

function toText(place: Where, found: Status): string {
  const { entities, first, last, undated } = found
  const dates = first && last ? `${first.slice(0, 10)} to ${last.slice(0, 10)}` : 'none'
  const sample = found.sample ? ', the invented sample news' : ''
  const places =
    place.type === 'embedded'
      ? [['archive', `${place.archive} (${size(sizeOnDisk(place.archive))})${sample}`]]
      : [
          ['elasticsearch', place.elasticsearch.url],
          ['neo4j', place.neo4j.url],
        ]
  const rows = [
    ...places,
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
