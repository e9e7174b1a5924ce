import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { useCliArchive } from '#tests/cli-archive.ts'
import { type CommandResult, dateline } from '#tests/dateline.ts'

/** Escape sequences for a colour, a new line, a window title, a C1 control, and reversed text. */
const HOSTILE = '\x1b[31mred\r\x1b[K\x1b]0;title\x07\u009b31m\u202eetanretla'

const CONTROLS = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/u
const controlsIn = ({ stdout, stderr }: CommandResult) =>
  CONTROLS.test((stdout + stderr).replaceAll('\n', ''))

describe('the command line', () => {
  const cli = useCliArchive()

  it.each([
    ['a command', [HOSTILE]],
    ['an option', ['status', `--${HOSTILE}`]],
    ['a value', ['serve', `--port=${HOSTILE}`]],
    ['a format', ['index', '.', '--format', HOSTILE]],
    ['a column', ['index', '.', '--map', `${HOSTILE}=a`]],
    ['a path', ['index', HOSTILE, '--archive', HOSTILE]],
    ['a file to extract', ['extract', HOSTILE]],
    ['an archive', ['status', '--archive', HOSTILE]],
    ['an archive to verify', ['verify', '--archive', HOSTILE]],
    ['an id', ['remove', HOSTILE]],
    ['a query', ['search', `"${HOSTILE}`]],
  ])('shows no control characters of %s', async (_, args) => {
    const outcome = await dateline(
      args.includes('--archive') ? args : [...args, '--archive', cli.archive],
    )

    expect(outcome.status).toBe(1)
    expect(outcome.stderr).toMatch(/(^|\n)dateline: .+\n$/)
    expect(controlsIn(outcome)).toBe(false)
  })

  it('shows none of a file, its name and its records, as text or as JSON', async () => {
    const folder = join(cli.folder, HOSTILE)
    await mkdir(folder)
    const record = {
      id: 1,
      title: HOSTILE,
      body: `${HOSTILE} grain`,
      source: HOSTILE,
      author: HOSTILE,
    }
    const file = join(folder, 'a.jsonl')
    await writeFile(file, `${JSON.stringify(record)}\n${HOSTILE}\n{"title": 1`)
    await writeFile(join(folder, 'empty'), '')
    const at = ['--archive', cli.archive]

    const outcomes = [
      await dateline(['extract', file]),
      await dateline(['read', file]),
      await dateline(['read', file, '--json']),
      await dateline(['index', folder, ...at]),
    ]
    for (const args of [['rejected'], ['search', 'grain'], ['status'], ['verify']]) {
      outcomes.push(await dateline([...args, ...at]), await dateline([...args, '--json', ...at]))
    }

    for (const outcome of outcomes) {
      expect(outcome.stdout + outcome.stderr).not.toBe('')
      expect(controlsIn(outcome)).toBe(false)
    }
    const found = outcomes.find(({ stdout }) => stdout.startsWith('{"items"'))!
    const { items } = JSON.parse(found.stdout) as { items: { source: string }[] }
    expect(items[0]!.source).toBe(HOSTILE)
  })
})
