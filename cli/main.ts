import { UserError } from '#core/errors.ts'
import { type Command, runCommand } from './support/command.ts'
import { reportFailure } from './support/failure.ts'
import { nearest } from '#core/text/nearest-name.ts'
import { print } from './support/terminal.ts'

/** Loaded on demand, so that help is fast. */
const COMMANDS: Record<string, () => Promise<Command>> = {
  index: async () => (await import('./commands/index.ts')).index,
  read: async () => (await import('./commands/read.ts')).read,
  remove: async () => (await import('./commands/remove.ts')).remove,
  serve: async () => (await import('./commands/serve.ts')).serve,
  alerts: async () => (await import('./commands/alerts.ts')).alerts,
  search: async () => (await import('./commands/search.ts')).search,
  extract: async () => (await import('./commands/extract.ts')).extractFile,
  names: async () => (await import('./commands/names.ts')).names,
  status: async () => (await import('./commands/status.ts')).status,
  project: async () => (await import('./commands/project.ts')).project,
  reread: async () => (await import('./commands/reread.ts')).reread,
  rebuild: async () => (await import('./commands/rebuild.ts')).rebuild,
  verify: async () => (await import('./commands/verify.ts')).verifyArchive,
  analyse: async () => (await import('./commands/analyse.ts')).analyse,
  export: async () => (await import('./commands/export.ts')).exportPackage,
  mcp: async () => (await import('./commands/mcp.ts')).mcp,
  keys: async () => (await import('./commands/keys.ts')).keys,
  backup: async () => (await import('./commands/backup.ts')).backup,
  restore: async () => (await import('./commands/restore.ts')).restore,
  rejected: async () => (await import('./commands/rejected.ts')).rejected,
  engines: async () => (await import('./commands/engines.ts')).engines,
}

const HELP = `
Full-text search and a graph of names over a news archive.

Usage: dateline COMMAND [options]

  index PATH…          read articles from files, folders or standard input (-)
  read PATH…           show what would be stored, without storing it
  remove ID…           remove articles and keep them out
  serve                show the archive in the browser
  search QUERY         search from the terminal
  alerts               show new articles of the saved searches
  extract FILE         show the sentences and names in a text, without storing it
  names                correct names: merge, split, rename, reject, undo
  status               show the archive's counts, dates and sources
  verify               check the archive against its index and graph; --repair fixes them
  analyse              find communities and lay out the map of the whole graph
  export FOLDER        write the results of a search as Parquet and GraphML files
  mcp                  let an assistant search and read the archive
  keys                 manage the keys of a server that other machines can reach
  backup FILE          write the archive to one file, even while it is in use
  restore FILE         restore the archive from a backup
  reread               find the names in stored texts again, after an upgrade
  rejected             list what was left out, with file, line and reason
  engines              run a search engine and a graph database on this machine
  project              send them what they lack from the archive
  rebuild search|graph rebuild one of them from the archive

\`dateline COMMAND --help\` shows more about each. The archive is data/archive.db next to
this program, unless --archive FILE or DATELINE_ARCHIVE names another.

Exit status: 0 success, 1 failure, 74 disk full, 130 stopped by Ctrl-C.`

async function main([name = '--help', ...args]: string[]): Promise<number> {
  if (name === 'help' && args[0]) return main([args[0], '--help'])
  if (['help', '--help', '-h'].includes(name)) {
    print(HELP.trim())
    return 0
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!load) throw new UserError(unknownCommand(name))
  return runCommand(await load(), args)
}

function unknownCommand(name: string): string {
  const guess = nearest(name, Object.keys(COMMANDS))
  const advice = guess ? `did you mean ${guess}?` : '`dateline --help` lists them'
  return `there is no command ${name}; ${advice}`
}

// It is fine for a reader to stop early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit()
  throw error
})

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  process.exitCode = reportFailure(error)
}
