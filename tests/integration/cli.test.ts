import { existsSync } from 'node:fs'
import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { GRAIN, PORT, parseLines, until, useCliArchive } from '../cli-archive.ts'
import { dateline, serveArchive, start } from '../dateline.ts'

const PROGRAM = join(import.meta.dirname, '../../dateline')
const COMMANDS = [
  'index',
  'read',
  'remove',
  'serve',
  'search',
  'extract',
  'analyse',
  'status',
  'verify',
  'rejected',
]

const cli = useCliArchive()

describe('the command line', () => {
  it('lists its commands', async () => {
    const { status, stdout } = await dateline(['--help'])

    expect(status).toBe(0)
    for (const name of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'))
  })

  it.each(COMMANDS)('has help for %s', async (name) => {
    const { status, stdout, stderr } = await dateline([name, '--help'])

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toContain(`Usage: dateline ${name}`)
  })

  it.each([
    [['serch', 'oil'], 'there is no command serch; did you mean search?'],
    [['search', '--jsn', 'oil'], 'there is no option --jsn; did you mean --json?'],
    [['search', 'oil', '--archive'], '--archive needs a value'],
    [['search', 'oil', '--archive', '--json'], '--archive needs a value'],
    [['search', '--json=yes', 'oil'], '--json takes no value'],
    [['search', '-oil'], 'put -- before words that begin with a minus'],
    [['search'], 'search needs words'],
    [['search', 'oil po*'], 'at least 3 letters stand before * (at character 5)'],
    [['status', '--archive', '/nowhere/a.db'], 'there is no archive at /nowhere/a.db'],
    [['index'], 'index needs a file or a folder'],
    [['index', '--format', 'docx', 'x'], 'there is no format docx'],
    [['index', '--map', 'title', 'x'], '--map cannot read title'],
    [['read'], 'read needs a file or a folder'],
    [['read', '--map', 'titel=a', 'x'], 'there is no field titel to map'],
    [['remove'], 'remove needs either'],
    [['remove', 'a', '--source', 'b'], 'remove needs either'],
    [['extract'], 'extract needs one FILE'],
    [['extract', '/nowhere.txt'], 'there is no file /nowhere.txt'],
    [['extract', '--jsonl', '/'], '/ is a folder; extract reads one file'],
    [['status', '--archive', '/'], '/ is a folder'],
    [['index', PROGRAM, '--archive', join(PROGRAM, 'a.db')], `${PROGRAM} cannot be used`],
    [['index', PROGRAM, '--source', ''], '--source needs a value'],
    [['serve', '--port', '99999'], '--port 99999 is not a port'],
    [['serve', '--archive', '/nowhere/a.db'], 'there is no archive at /nowhere/a.db'],
  ])('answers %j with one sentence', async (args, sentence) => {
    const { status, stdout, stderr } = await dateline(args)

    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toContain(sentence)
    expect(stderr).toMatch(/^dateline: .+\n$/)
  })

  it('runs through a link and from any folder', async () => {
    const link = join(cli.folder, 'link')
    await symlink(PROGRAM, link)
    await cli.note('Talks in Baku\n\nThe two sides met in Baku on Monday.\n')

    const { status } = await dateline(['index', 'note.txt', '--archive', 'own.db'], {
      cwd: cli.folder,
      program: link,
    })

    expect(status).toBe(0)
    expect(existsSync(join(cli.folder, 'own.db'))).toBe(true)
  })

  it('reads the path of the archive from the environment', async () => {
    await cli.index([GRAIN])

    const { stdout } = await dateline(['status'], { env: { DATELINE_ARCHIVE: cli.archive } })

    expect(stdout).toMatch(/^articles +1$/m)
  })
})

describe('search', () => {
  it('shows hits and counts them', async () => {
    await cli.index([GRAIN, PORT])

    const { status, stdout } = await dateline(['search', 'grain', '--archive', cli.archive])

    expect(status).toBe(0)
    expect(stdout).toContain('Grain moves')
    expect(stdout).toContain('2024-01-01')
    expect(stdout).toMatch(/^1 article$/m)
    expect(stdout).not.toContain('\x1b')
  })

  it('uses colours only if asked to', async () => {
    await cli.index([GRAIN])
    const args = ['search', 'grain', '--archive', cli.archive]

    const coloured = await dateline(args, { env: { FORCE_COLOR: '1' } })

    expect(coloured.stdout).toContain('\x1b[33mGrain')
  })

  it('shows no control characters of a text', async () => {
    await cli.index([{ ...GRAIN, title: 'Grain \x1b]0;owned\x07 \x1b[2J moves' }])

    const { stdout } = await dateline(['search', 'grain', '--archive', cli.archive])

    expect(stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
  })
})

describe('remove', () => {
  it('removes articles until they are restored', async () => {
    await cli.index([GRAIN, PORT])
    const [hit] = await cli.hits('grain')

    const removed = await dateline(['remove', hit!.id, '--archive', cli.archive])
    const gone = await cli.hits('grain')
    const again = await cli.index([GRAIN, PORT, { ...PORT, id: 'new' }])
    const stillGone = await cli.hits('grain')
    const restored = await cli.index([GRAIN, PORT], '--restore')

    expect(removed).toMatchObject({ status: 0, stdout: '1 article removed.\n' })
    expect([gone, stillGone]).toEqual([[], []])
    expect(again.summary).toMatchObject({ added: 1, barred: 1 })
    expect(restored.summary).toMatchObject({ added: 1, barred: 0 })
    expect(await cli.hits('grain')).toHaveLength(1)
    expect(await cli.verified()).toBe(true)
  })

  it('removes all articles of a source, and only reports it with --dry-run', async () => {
    await cli.index([GRAIN, { ...PORT, source: 'Harbour Post' }])
    const args = ['remove', '--source', 'Harbour Post', '--archive', cli.archive]

    const dry = await dateline([...args, '--dry-run'])
    const stillThere = await cli.hits('port')
    const removed = await dateline(args)

    expect(dry.stdout).toContain('1 article would be removed.')
    expect(stillThere).toHaveLength(1)
    expect(removed.stdout).toBe('1 article removed.\n')
    expect(await cli.hits('port')).toEqual([])
    expect(await cli.hits('grain')).toHaveLength(1)
  })

  it('finds a source typed with decomposed accents', async () => {
    await cli.index([{ ...GRAIN, source: 'Gazeta Española' }])
    const source = 'Gazeta Española'.normalize('NFD')

    const { stdout } = await dateline(['remove', '--source', source, '--archive', cli.archive])

    expect(stdout).toBe('1 article removed.\n')
  })

  it('names unknown ids', async () => {
    await cli.index([GRAIN])

    const { status, stderr } = await dateline(['remove', 'nobody', '--archive', cli.archive])

    expect(status).toBe(1)
    expect(stderr).toContain('there is no article nobody')
  })
})

describe('a remove that is stopped', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    'keeps what it has removed out, and continues when run again: %s',
    async (signal, expected) => {
      const all = 20_000
      await cli.index(
        Array.from({ length: all }, (_, i) => ({
          id: i,
          title: '',
          body: `Report ${i}.`,
          source: 'wire',
        })),
        '--no-names',
      )
      const args = ['remove', '--source', 'wire', '--archive', cli.archive]

      const running = start(args)
      await until(() => cli.stored() < all)
      running.child.kill(signal)
      const stopped = await running.outcome
      const left = cli.stored()
      const again = await dateline(args)

      expect(stopped.status).toBe(expected)
      expect(stopped.stderr).toContain('the same command continues from there')
      expect(stopped.stdout).toBe(`${(all - left).toLocaleString('en')} articles removed.\n`)
      expect(left).toBeGreaterThan(0)
      expect(again).toMatchObject({
        status: 0,
        stdout: `${left.toLocaleString('en')} articles removed.\n`,
      })
      expect(await cli.verified()).toBe(true)
    },
  )
})

describe('extract', () => {
  it('answers lines of JSON in the promised shape', async () => {
    const body = 'Russian Foreign Minister Sergei Lavrov met Jeyhun Bayramov. They agreed.'
    const input = [
      { id: 'a', title: 'Talks in Moscow', dateline: 'MOSCOW, March 3 -', body },
      { id: 7, body: 'Nobody came.' },
    ]

    const { status, stdout } = await dateline(['extract', '--jsonl', '-'], {
      input: input.map((line) => JSON.stringify(line)).join('\n'),
    })

    const [first, second] = parseLines<Extracted>(stdout)
    expect(status).toBe(0)
    expect(first).toMatchObject({ id: 'a', sentences: [{ n: 0 }, { n: 1 }, { n: 2 }] })
    expect(Object.keys(first!)).toEqual(['id', 'sentences', 'mentions', 'roles', 'quotations'])
    expect(Object.keys(first!.sentences[0]!)).toEqual(['n', 'field', 'start', 'end'])
    expect(second).toMatchObject({ id: 7, sentences: [{ n: 1, field: 'body', start: 0, end: 12 }] })
    expect(first!.mentions.length).toBeGreaterThan(0)
    expect(first!.roles.length).toBeGreaterThan(0)
    for (const each of first!.mentions) {
      const keys = Object.keys(each).filter((key) => !OPTIONAL_KEYS.has(key))
      expect(keys.sort()).toEqual(MENTION_KEYS)
    }
    for (const each of first!.roles) expect(Object.keys(each).sort()).toEqual(ROLE_KEYS)
  })

  it('names an unreadable line and continues', async () => {
    const input = '{"id":"a","body":"One."}\nno json\n{"id":"b"}\n{"id":"c","body":"Three."}\n'

    const { status, stdout, stderr } = await dateline(['extract', '--jsonl', '-'], { input })

    expect(status).toBe(1)
    expect(parseLines<Extracted>(stdout).map(({ id }) => id)).toEqual(['a', 'c'])
    expect(stderr).toMatch(/-:2 .+\n.*-:3 /)
  })

  it('lists the names in a text file', async () => {
    const file = await cli.note('Talks in Moscow\n\nSergei Lavrov arrived. He left again.\n')

    const { status, stdout } = await dateline(['extract', file])

    expect(status).toBe(0)
    expect(stdout).toMatch(/^ {2}1 {2}Sergei Lavrov arrived\.$/m)
    expect(stdout).toMatch(/^ {2}2 {2}He left again\.$/m)
  })
})

describe('read', () => {
  const PORT = 'The port is closed to all ships until the end of the week, said the harbour master.'

  it('prints one line for each article and each rejection, missing files first, with paths as given', async () => {
    const good = { id: 1, title: 'Port', body: PORT, date: '2024-03-03' }
    const file = await cli.note(`${JSON.stringify(good)}\nno json\n`, 'desk.jsonl')

    const { status, stdout } = await dateline(['read', '--jsonl', file, '/nowhere.txt'])

    expect(status).toBe(1)
    expect(parseLines(stdout)).toEqual([
      { path: '/nowhere.txt', line: null, rejected: '/nowhere.txt does not exist' },
      {
        path: file,
        line: 1,
        title: 'Port',
        body: PORT,
        publishedAt: '2024-03-03',
        authors: [],
        source: 'Desk',
        place: null,
        language: 'en',
        url: null,
        tail: null,
        warnings: [],
      },
      {
        path: file,
        line: 2,
        rejected: expect.stringContaining(`line 2 of ${file} is not JSON`) as unknown,
      },
    ])
  })

  it('shows the text and its metadata to a person', async () => {
    const file = await cli.note('Talks in Moscow\n\nSergei Lavrov arrived.\n')

    const { status, stdout } = await dateline(['read', file])

    expect(status).toBe(0)
    expect(stdout).toMatch(/^title +Talks in Moscow$/m)
    expect(stdout).toMatch(/^warning +there is no date$/m)
    expect(stdout).toMatch(/^Sergei Lavrov arrived\.$/m)
  })
})

describe('status, verify and rejected', () => {
  it('report the contents', async () => {
    await cli.index([GRAIN, PORT])

    const status = await dateline(['status', '--json', '--archive', cli.archive])
    const rejected = await dateline(['rejected', '--archive', cli.archive])

    expect(JSON.parse(status.stdout)).toMatchObject({ articles: 2, rejected: 0, sample: false })
    expect(rejected).toMatchObject({ status: 0, stdout: 'Nothing was left out.\n' })
    expect(await cli.verified()).toBe(true)
  })
})

describe('serve', () => {
  it('serves until it is stopped', async () => {
    await cli.index([GRAIN])
    const served = await serveArchive(cli.archive)

    const response = await fetch(`${served.url}/api/v1/articles?q=grain`)

    expect(await response.json()).toMatchObject({ total: { value: 1 } })
    expect(await served.stop()).toBe(130)
  })

  it('says that a port is taken', async () => {
    await cli.index([GRAIN])
    const served = await serveArchive(cli.archive)
    const { port } = new URL(served.url)

    const { status, stderr } = await dateline(['serve', '--archive', cli.archive, '--port', port])
    await served.stop()

    expect(status).toBe(1)
    expect(stderr).toContain(`port ${port} is taken`)
  })
})

interface Extracted {
  id: string | number
  sentences: object[]
  mentions: object[]
  roles: object[]
}

const MENTION_KEYS = 'confidence end entity field kind name sentence start surface via'.split(' ')
/** Only of mentions that they say something about. */
const OPTIONAL_KEYS = new Set(['aside', 'city'])
const ROLE_KEYS = 'confidence former of pattern person sentence since title until'.split(' ')
