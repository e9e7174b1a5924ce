import { statSync } from 'node:fs'
import { ENGINE_NAMES } from '#backends.ts'
import type { Status } from '#core/search.ts'
import type { Engines } from '#stores/backend.ts'
import { command } from '../support/command.ts'
import { openSearchStore } from '../support/search-store.ts'
import { count, counted, plain, print, printJson, size } from '../support/terminal.ts'
import { BACKEND_HELP, BACKEND_OPTIONS } from '../support/backend-options.ts'
import type { Backend } from '../support/resolve-backend.ts'

export const status = command({
  help: `
Show what the archive holds: counts, dates, sources and its size on disk. If
${ENGINE_NAMES} are used, also what they hold of it.

Usage: dateline status [options]

  --json               as one JSON object
  --archive FILE       the archive to read
${BACKEND_HELP}`,
  options: { ...BACKEND_OPTIONS, json: { type: 'boolean' } },
  async run({ values }) {
    const { store, backend } = await openSearchStore(values)
    const found = await store.status().finally(() => store.close())
    if (values.json) printJson({ ...toJson(backend), ...found })
    else print(toText(backend, found))
    return 0
  },
})

function toJson(backend: Backend) {
  if (backend.type === 'embedded')
    return { archive: backend.archive, bytes: sizeOnDisk(backend.archive) }
  return Object.fromEntries(urlsOf(backend.engines))
}

/** Pairs of engine id and URL. */
function urlsOf(engines: Engines): [string, string][] {
  return Object.values(engines).map(({ engine, address }) => [engine.id, address.url])
}

/** Bytes of the file and its write-ahead log. */
function sizeOnDisk(path: string): number {
  const sizes = [path, `${path}-wal`].map((file) => statSync(file, { throwIfNoEntry: false })?.size)
  return sizes.reduce<number>((sum, each) => sum + (each ?? 0), 0)
}

function toText(backend: Backend, found: Status): string {
  const { entities, first, last, undated } = found
  const dates = first && last ? `${first.slice(0, 10)} to ${last.slice(0, 10)}` : 'none'
  const sample = found.sample ? ', the invented sample news' : ''
  const places =
    backend.type === 'embedded'
      ? [['archive', `${backend.archive} (${size(sizeOnDisk(backend.archive))})${sample}`]]
      : urlsOf(backend.engines)
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
