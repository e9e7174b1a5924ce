import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { buildSample } from '#cli/support/sample-archive.ts'
import { extract } from '#extract/extract.ts'
import { openSqliteSearchStore } from '#stores/sqlite/search/search-store.ts'
import { isLong } from '#tests/long.ts'
import { seeded } from '#core/analysis/seeded.ts'
import type { ArticleEntry } from '../articles.ts'
import { openArchive } from '../open.ts'
import { settleNames } from './settle.ts'

const SUBSETS = isLong ? 40 : 3
const SEED = Number(process.env.DATELINE_SEED ?? Date.now() % 100_000)

const folder = mkdtempSync(join(tmpdir(), 'registry-order-'))
afterAll(() => rmSync(folder, { recursive: true }))

it(`is the same for any order of arrival (DATELINE_SEED=${SEED})`, async () => {
  const random = seeded(SEED)
  const entries = await sampleEntries()
  expect(entries.length).toBeGreaterThan(100)

  for (let i = 0; i < SUBSETS; i++) {
    const subset = entries.filter(() => random() < 0.7)
    const inOrder = await entitiesOf([subset])

    expect(inOrder.length).toBeGreaterThan(30)
    expect(await entitiesOf(inBatches(shuffled(subset, random), random))).toEqual(inOrder)
  }
})

/** The articles of the sample with the names their texts alone give. */
async function sampleEntries(): Promise<ArticleEntry[]> {
  const path = join(folder, 'sample.db')
  await buildSample(path)
  const archive = openArchive(path, { write: false })
  const ids = archive.db.prepare('select id from article').all() as { id: string }[]
  archive.close()
  const store = openSqliteSearchStore(path)
  const articles = await Promise.all(ids.map(async ({ id }) => (await store.article(id))!))
  await store.close()
  return articles.map((article) => ({
    article,
    reading: extract(article),
    extractor: '1',
    origin: { path: 'sample', line: 1 },
  }))
}

let archives = 0

/** The entities of an archive after these batches, without ids, which depend on the order. */
async function entitiesOf(batches: ArticleEntry[][]): Promise<string[]> {
  const path = join(folder, `${++archives}.db`)
  const archive = openArchive(path, { write: true, create: true })
  for (const batch of batches) {
    archive.write(batch)
    await settleNames(archive)
  }
  const rows = archive.db
    .prepare(
      `select entity.kind, entity.name, json_group_array(article.id || ' ' || sentence) as named
       from (select entity, article, sentence from named order by entity, sentence) n
         join entity on entity.row = n.entity join article on article.row = n.article
       group by entity.row`,
    )
    .all() as { kind: string; name: string; named: string }[]
  archive.close()
  return rows
    .map(({ kind, name, named }) =>
      [kind, name, ...(JSON.parse(named) as string[]).sort()].join('|'),
    )
    .sort()
}

function shuffled<T>(items: T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}

function inBatches<T>(items: T[], random: () => number): T[][] {
  const cut = Math.floor(random() * items.length)
  return [items.slice(0, cut), items.slice(cut)]
}
