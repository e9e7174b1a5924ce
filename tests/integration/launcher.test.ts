import { chmod, copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { dateline } from '../dateline.ts'

let home: string
const program = () => join(home, 'dateline')

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'launcher-'))
  await copyFile(join(import.meta.dirname, '../../dateline'), program())
  await chmod(program(), 0o755)
  await mkdir(join(home, 'scripts'))
  await mkdir(join(home, 'cli'))
  await writeFile(join(home, 'cli/main.ts'), 'console.log(...process.argv.slice(2))')
})
afterEach(() => rm(home, { recursive: true }))

/** Replaces the real engine, which takes half a minute to start. */
const setsUp = (lines: string) => writeFile(join(home, 'scripts/setup.js'), lines)

async function putPackages(): Promise<void> {
  await mkdir(join(home, 'node_modules/node/bin'), { recursive: true })
  await symlink(process.execPath, join(home, 'node_modules/node/bin/node'))
}

it('installs missing packages, and continues', async () => {
  await setsUp(`
    const { mkdirSync, symlinkSync } = require('node:fs')
    mkdirSync('${home}/node_modules/node/bin', { recursive: true })
    symlinkSync('${process.execPath}', '${home}/node_modules/node/bin/node')`)

  expect(await dateline(['status', '--json'], { program: program() })).toMatchObject({
    status: 0,
    stdout: 'status --json\n',
  })
})

it('ends if they cannot be installed', async () => {
  await setsUp(`console.error('setup: no network'); process.exitCode = 1`)

  expect(await dateline(['status'], { program: program() })).toEqual({
    status: 1,
    stdout: '',
    stderr: 'setup: no network\n',
  })
})

it('says what it needs if there is no Node at all', async () => {
  const bin = join(home, 'bin')
  await mkdir(bin)
  await symlink('/usr/bin/dirname', join(bin, 'dirname'))
  const env = { PATH: bin }
  const { status, stderr } = await dateline(['status'], { program: program(), env })

  expect(status).toBe(1)
  expect(stderr).toContain('Node 20 or newer')
})

it.each([
  ['serve', 'set up\n'],
  ['status', ''],
])('builds the web app if it is missing: %s', async (command, stderr) => {
  await putPackages()
  await setsUp(`console.error('set up')`)

  expect(await dateline([command], { program: program() })).toEqual({
    status: 0,
    stdout: `${command}\n`,
    stderr,
  })
})

it('does not rebuild it', async () => {
  await putPackages()
  await setsUp(`console.error('set up')`)
  await mkdir(join(home, 'web/dist'), { recursive: true })
  await writeFile(join(home, 'web/dist/index.html'), '')

  expect((await dateline(['serve'], { program: program() })).stderr).toBe('')
})
