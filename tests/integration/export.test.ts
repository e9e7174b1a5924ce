import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Ajv from 'ajv'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeArchive } from '#api/testing.ts'
import type { Resource } from '#cli/data-package/descriptor.ts'
import { dateline } from '#tests/dateline.ts'
import { generateStories } from '#tests/generated-stories.ts'

const COUNT = 450
const folder = mkdtempSync(join(tmpdir(), 'export-'))
const archive = join(folder, 'archive.db')
const run = (...args: string[]) => dateline(['export', ...args, '--archive', archive])
/** The profile of Data Package 2.0 (datapackage.org, MIT) without its explanations. */
const profile = join(import.meta.dirname, '../fixtures/datapackage-2.0.json')
const isValid = new Ajv({ unknownFormats: 'ignore', logger: false }).compile(
  JSON.parse(readFileSync(profile, 'utf8')) as object,
)

beforeAll(() => writeArchive(archive, generateStories(COUNT)))
afterAll(() => rmSync(folder, { recursive: true }))

interface Package {
  resources: Resource[]
  dateline: { query: string; versions: { archive: number } }
}

/** Reads a package by its own description, as anyone would. */
function open(at: string): Package & { rows: Record<string, number> } {
  const found = JSON.parse(readFileSync(join(at, 'datapackage.json'), 'utf8')) as Package
  expect(isValid(found), JSON.stringify(isValid.errors)).toBe(true)
  for (const { path, bytes, hash } of found.resources) {
    const content = readFileSync(join(at, path))
    const sha256 = createHash('sha256').update(content).digest('hex')
    expect([path, content.length, `sha256:${sha256}`]).toEqual([path, bytes, hash])
    if (path.endsWith('.parquet')) expect(content.subarray(-4).toString()).toBe('PAR1')
  }
  const paths = found.resources.map(({ path }) => path)
  expect(readdirSync(at).sort()).toEqual([...paths, 'LICENCE.md', 'datapackage.json'].sort())
  return {
    ...found,
    rows: Object.fromEntries(found.resources.map(({ name, rows }) => [name, rows])),
  }
}

describe('dateline export', () => {
  it('writes a whole archive, described as the standard requires', async () => {
    const at = join(folder, 'new/everything')
    const { status, stderr } = await run(at)
    const { rows, dateline: about } = open(at)
    const state = await dateline(['status', '--json', '--archive', archive])
    const counts = JSON.parse(state.stdout) as { ties: number; entities: Record<string, number> }
    const entities = Object.values(counts.entities).reduce((sum, each) => sum + each)

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(rows).toMatchObject({ articles: COUNT, ties: counts.ties, entities })
    expect(rows['graph']).toBe(entities + counts.ties)
    const graph = readFileSync(join(at, 'graph.graphml'), 'utf8')
    expect([graph.match(/<node /g)!.length, graph.match(/<edge /g)!.length]).toEqual([
      entities,
      counts.ties,
    ])
    expect(about).toMatchObject({ query: '', versions: { archive: expect.any(Number) as number } })
  })

  it('writes the results of a search, with its network, and texts if requested', async () => {
    const query = 'talks country:US'
    const [slim, full] = [join(folder, 'slim'), join(folder, 'full')]
    mkdirSync(slim)
    await run(slim, '--query', query)
    await run(full, '--query', query, '--texts')
    const found = await dateline(['search', query, '--json', '--archive', archive])
    const { total } = JSON.parse(found.stdout) as { total: { value: number } }
    const { rows, resources, dateline: about } = open(slim)

    expect(total.value).toBeGreaterThan(10)
    expect(total.value).toBeLessThan(COUNT)
    expect(rows['articles']).toBe(total.value)
    expect(Object.keys(rows)).toEqual(['articles', 'mentions', 'entities', 'network'])
    expect(about.query).toBe(query)
    const columns = (of: Resource[]) => of[0]!.schema!.fields.map(({ name }) => name)
    expect(columns(open(full).resources)).toEqual([...columns(resources), 'body'])
    expect(statSync(join(full, 'articles.parquet')).size).toBeGreaterThan(
      statSync(join(slim, 'articles.parquet')).size,
    )
  })

  it('keeps folders that are not empty, and leaves nothing unfinished', async () => {
    const taken = join(folder, 'taken')
    mkdirSync(taken)
    writeFileSync(join(taken, 'mine.txt'), 'mine')
    const before = readdirSync(folder).sort()
    const refused = await run(taken)
    const unknown = await run(join(folder, 'none'), '--query', 'person:')
    const elsewhere = await dateline([
      'export',
      join(folder, 'none'),
      '--archive',
      join(folder, 'no.db'),
    ])

    expect(refused).toMatchObject({ status: 1, stdout: '' })
    expect(refused.stderr).toContain('is not empty')
    expect(elsewhere.status).toBe(1)
    expect(unknown.stderr).not.toContain('should not have happened')
    rmSync(join(folder, 'none'), { recursive: true, force: true })
    expect(readdirSync(folder).sort()).toEqual(before)
    expect(existsSync(join(taken, 'mine.txt'))).toBe(true)
  })
})
