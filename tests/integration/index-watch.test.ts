import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { type FolderChanges, watchFolders } from '#cli/support/watch-folder.ts'
import { GRAIN, PORT, toJsonLines, useCliArchive } from '../cli-archive.ts'
import { start } from '../dateline.ts'

const cli = useCliArchive()

it('indexes what appears, changes and disappears, also while it did not run', async () => {
  const folder = join(cli.folder, 'news')
  const [grain, port] = [join(folder, 'grain.jsonl'), join(folder, 'port.jsonl')]
  await mkdir(folder)
  await writeFile(grain, toJsonLines([GRAIN]))
  const args = ['index', folder, '--watch', '--with-removals', '--archive', cli.archive]
  let { child, outcome } = start(args)
  // The archive is created meanwhile.
  const hits = (q: string) =>
    expect.poll(() => cli.hits(q).catch(() => null), { timeout: 30_000, interval: 100 })

  await hits('grain').toHaveLength(1)
  // Browsers give an incomplete file another name.
  await writeFile(`${port}.part`, toJsonLines([PORT]).slice(0, 20))
  await writeFile(`${port}.part`, toJsonLines([PORT]))
  await rename(`${port}.part`, port)
  await hits('port').toHaveLength(1)
  await rm(grain)
  await hits('grain').toHaveLength(0)
  child.kill('SIGINT')
  expect((await outcome).status).toBe(0)

  await writeFile(grain, toJsonLines([{ ...GRAIN, body: 'It moves to Poti.' }]))
  ;({ child, outcome } = start(args))
  await hits('poti').toHaveLength(1)
  child.kill('SIGINT')
  await outcome
}, 60_000)

it('reports files that appear together as one change, and a replaced file as changed', async () => {
  const folder = join(cli.folder, 'news')
  await mkdir(folder)
  const stop = new AbortController()
  const changes = watchFolders([folder], { signal: stop.signal, settledMs: 20 })
  const next = async () => (await changes.next()).value as FolderChanges
  const first = next()
  await writeFile(join(folder, 'a.txt'), 'one')
  expect(await first).toEqual({ written: [join(folder, 'a.txt')], removed: [] })

  const second = next()
  await rm(join(folder, 'a.txt'))
  expect(await second).toEqual({ written: [], removed: [join(folder, 'a.txt')] })
  stop.abort()
  expect((await changes.next()).done).toBe(true)
})
