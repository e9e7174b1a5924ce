import { openArchive } from '#archive/open.ts'
import { rereadArticles } from '#indexer/reread.ts'
import { createFullTextIndex, hasFullTextIndex } from '#stores/sqlite/search/full-text.ts'
import { BACKEND_HELP, BACKEND_OPTIONS } from '../support/backend-options.ts'
import { command } from '../support/command.ts'
import { ProgressDisplay } from '../support/progress.ts'
import { resolveBackend } from '../support/resolve-backend.ts'
import { sendArchive } from '../support/send-archive.ts'
import { Stop } from '../support/stop.ts'
import { counted, print } from '../support/terminal.ts'

const RESUME = 'the same command continues from there'

export const reread = command({
  help: `
Extract names, roles and quotations again from stored texts that an earlier version of Dateline read;
the original files are not needed. If stopped, it continues where it was.

Usage: dateline reread [options]

  --archive FILE       the archive to update
${BACKEND_HELP}`,
  options: BACKEND_OPTIONS,
  async run({ values }) {
    const backend = resolveBackend(values)
    const stop = new Stop(`\nStopping; ${RESUME}.`)
    const done = await rereadAll(backend.archive, stop)
    print(`${counted(done, 'article')} read again.`)
    if (stop.status !== null || backend.type === 'embedded') return stop.status ?? 0
    const engines = Object.values(backend.engines)
    return sendArchive(backend.archive, { engines, job: 'follow', stopping: RESUME, json: false })
  },
})

async function rereadAll(path: string, { signal }: Stop): Promise<number> {
  const archive = openArchive(path, { write: true })
  const display = new ProgressDisplay()
  try {
    if (hasFullTextIndex(archive.db)) archive.follow(createFullTextIndex(archive.db))
    const onProgress = (done: number, of: number) => display.counting(done, of, 'articles')
    return await rereadArticles(archive, { signal, onProgress })
  } finally {
    display.end()
    archive.close()
  }
}
