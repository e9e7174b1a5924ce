import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { openNotebook } from '#archive/notebook.ts'
import { openArchive } from '#archive/open.ts'
import { newHits } from '#api/saved-search.ts'
import { UserError } from '#core/errors.ts'
import type { Hit } from '#core/search.ts'
import { BACKEND_HELP, BACKEND_OPTIONS } from '../support/backend-options.ts'
import { command } from '../support/command.ts'
import { openSearchStore } from '../support/search-store.ts'
import { counted, plain, print } from '../support/terminal.ts'

const SIZE = 100

export const alerts = command({
  help: `
List new articles of the saved searches since the last look, and mark them as seen. Run it after
\`dateline index\`; nothing leaves this machine except through the given command.

Usage: dateline alerts [options]

  --run COMMAND        shell command to run for each search with new articles; it gets a JSON object on
                       standard input: search, total, and the newest articles. If it fails, the articles
                       stay new
  --archive FILE       the archive with the saved searches
${BACKEND_HELP}`,
  options: { ...BACKEND_OPTIONS, run: { type: 'string' } },
  async run({ values, positionals }) {
    if (positionals.length > 0)
      throw new UserError('alerts takes no arguments; write --run COMMAND')
    const { store, openGraph, backend } = await openSearchStore(values)
    const graph = await openGraph()
    openArchive(backend.archive, { write: false }).close()
    const notebook = openNotebook(backend.archive)
    try {
      let failures = 0
      for (const search of await notebook.searches()) {
        const arrivals = (await notebook.arrivals(search.id))!
        const stores = { search: store, graph }
        const { signal } = new AbortController()
        const page = await newHits(search, arrivals, { size: SIZE }, stores, signal)
        if (page.total.value === 0) continue
        print(`${plain(search.name)}: ${counted(page.total.value, 'new article')}`)
        const message = { search, total: page.total, items: page.items }
        if (values.run !== undefined && !(await tell(values.run, message))) failures++
        else await notebook.markSeen(search.id)
      }
      return failures > 0 ? 1 : 0
    } finally {
      await Promise.all([store.close(), graph.close(), notebook.close()])
    }
  },
})

/** Returns whether the command succeeded. */
async function tell(run: string, message: { items: Hit[] }): Promise<boolean> {
  const child = spawn(run, { shell: true, stdio: ['pipe', 'inherit', 'inherit'] })
  // It is fine for a command not to read its input.
  child.stdin.on('error', () => undefined)
  child.stdin.end(`${JSON.stringify(message)}\n`)
  const [status] = (await once(child, 'exit')) as [number | null]
  return status === 0
}
