import { hash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '#api/app.ts'
import { type Archive, openArchive } from '#archive/open.ts'
import { compareText } from '#core/text/compare-text.ts'
import type { Entity, Neighbour, Tie } from '#core/graph.ts'
import type { Page } from '#core/page.ts'
import type { ArticleView, Evidence, Hit } from '#core/search.ts'
import { type IndexSummary, runIndex } from '#indexer/pipeline/run-index.ts'
import { verify } from '#cli/support/verification.ts'
import { openSqliteGraphStore } from '#stores/sqlite/graph/graph-store.ts'
import { openSqliteSearchStore } from '#stores/sqlite/search/search-store.ts'
import { isLong } from '#tests/long.ts'
import { SAMPLE, sharedData } from '#tests/shared-data.ts'

const PICKED = 200
const options = { names: true, restore: false }

const folder = mkdtempSync(join(tmpdir(), 'index-real-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface Indexed {
  archive: Archive
  summary: IndexSummary
  /** A response of the API; asserts success. */
  get<T>(path: string): Promise<T>
  getAll<T>(path: string): Promise<T[]>
  close(): Promise<void>
}

async function indexed(name: string, path: string): Promise<Indexed> {
  const archive = openArchive(join(folder, name), { write: true, create: true })
  const summary = await runIndex(archive, [path], options)
  const search = openSqliteSearchStore(archive.path)
  const graph = openSqliteGraphStore(archive.path)
  const app = createApp({ search, graph, names: { search: 'SQLite', graph: 'SQLite' } })

  async function get<T>(path: string): Promise<T> {
    const answer = await app.request(`/api/v1/${path}`)
    expect(answer.status, path).toBe(200)
    return (await answer.json()) as T
  }

  return {
    archive,
    summary,
    get,
    async getAll<T>(path: string) {
      const items: T[] = []
      for (let next: string | null = ''; next !== null;) {
        const page: Page<T> = await get(`${path}&size=100${next && `&cursor=${next}`}`)
        items.push(...page.items)
        next = page.next
        if (next === null) expect(page.total.value).toBe(items.length)
      }
      return items
    },
    async close() {
      await Promise.all([search.close(), graph.close()])
      archive.close()
    },
  }
}

const reuters = isLong ? sharedData('data/reuters.jsonl.gz') : null
const news = reuters
  ? {
      name: 'the Reuters stories',
      path: reuters,
      articles: 13_585,
      tie: ['country-jp', 'country-us'],
      share: 1 / 10,
    }
  : {
      name: 'the sample news',
      path: SAMPLE,
      articles: 113,
      tie: ['country-az', 'country-ge'],
      // Few enough articles that opening files takes most of the time.
      share: 1,
    }

describe(`indexing ${news.name}`, () => {
  let all: Indexed
  beforeAll(async () => {
    all = await indexed('all.db', news.path)
  }, 300_000)
  afterAll(() => all.close())

  it('stores every one of them', () => {
    const { articles } = news
    expect(all.summary).toMatchObject({ read: articles, added: articles, rejected: 0 })
  })

  it('agrees with its index and its graph', { timeout: 120_000 }, () => {
    expect(verify(all.archive)).toMatchObject({ ok: true, findings: [] })
  })

  it('finds the same file unchanged, in a tenth of the time', { timeout: 60_000 }, async () => {
    const { archive, summary } = all
    const rev = archive.rev()

    const again = await runIndex(archive, [news.path], options)

    const { articles } = news
    expect(again).toMatchObject({ read: articles, unchanged: articles, added: 0, changed: 0 })
    expect(again.seconds).toBeLessThan(summary.seconds * news.share)
    expect(archive.rev()).toBe(rev)
  })

  it('opens the sentences that name two countries', async () => {
    const [a, b] = news.tie as [string, string]
    const tie = await all.get<Tie>(`ties/${a}/${b}`)
    const evidence = await all.getAll<Evidence>(`ties/${a}/${b}/evidence?sort=newest`)

    expect(tie.sentences).toBeGreaterThan(1)
    expect(evidence).toHaveLength(tie.sentences)
    expect(evidence.every(namesAll([a, b]))).toBe(true)
  })

  it(
    `shows for ${PICKED} ties the length of the list behind the number`,
    { timeout: 120_000 },
    async () => {
      const pairs = all.archive.db
        .prepare(
          'select x.id as a, y.id as b from tie join entity x on x.row = a join entity y on y.row = b',
        )
        .all() as { a: string; b: string }[]
      expect(pairs.length).toBeGreaterThan(PICKED)

      for (const { a, b } of picked(pairs)) {
        const tie = await all.get<Tie>(`ties/${a}/${b}`)
        const evidence = await all.getAll<Evidence>(`ties/${b}/${a}/evidence?sort=oldest`)

        expect(evidence, `${a} ${b}`).toHaveLength(tie.sentences)
        expect(new Set(evidence.map(({ article }) => article.id)).size).toBe(tie.articles)
        expect(evidence.every(namesAll([a, b]))).toBe(true)
        const dates = evidence
          .flatMap(({ article }) => article.publishedAt?.slice(0, 10) ?? [])
          .sort()
        expect([tie.first, tie.last]).toEqual([dates[0] ?? null, dates.at(-1) ?? null])
      }
    },
  )

  it(
    `shows for ${PICKED} entities the length of the lists behind the numbers`,
    { timeout: 240_000 },
    async () => {
      const ids = all.archive.db.prepare('select id from entity').all() as { id: string }[]
      const chosen = picked(ids)

      for (const { id } of chosen) {
        const entity = await all.get<Entity>(`entities/${id}`)
        const mentions = await all.getAll<Evidence>(`entities/${id}/mentions?sort=newest`)
        const ties = await all.getAll<Neighbour>(`entities/${id}/ties?sort=sentences`)
        const field = { person: 'person', organization: 'org', country: 'country' }[entity.kind]
        const { total } = await all.get<Page<Hit>>(`articles?size=0&${field}=${id}`)

        expect(mentions, id).toHaveLength(entity.sentences)
        expect(new Set(mentions.map(({ article }) => article.id)).size).toBe(entity.articles)
        expect(total.value).toBe(entity.articles)
        expect(mentions.every(namesAll([id]))).toBe(true)
        for (const { name, count } of entity.aliases.slice(0, 3)) {
          const written = encodeURIComponent(name)
          const some = await all.get<Page<Evidence>>(
            `entities/${id}/mentions?size=0&written=${written}`,
          )
          expect(some.total.value, `${id} ${name}`).toBe(count)
        }
        expect(new Set(ties.map((tie) => tie.entity.id)).size).toBe(ties.length)
      }
    },
  )

  it('shows names at their offsets', { timeout: 60_000 }, async () => {
    const ids = all.archive.db.prepare('select id from article').all() as { id: string }[]

    for (const { id } of picked(ids)) {
      const { mentions, sentences, ...article } = await all.get<ArticleView>(`articles/${id}`)
      for (const { field, start, end, surface, sentence } of mentions) {
        expect(article[field as 'body']?.slice(start, end)).toBe(surface)
        if (sentence === null) continue
        const around = sentences.find(({ n }) => n === sentence)!
        expect(around.field).toBe(field)
        expect([start >= around.start, end <= around.end]).toEqual([true, true])
      }
    }
  })
})

interface Scraped {
  path: string
  title: string
  article: Partial<ArticleView>
  boilerplate: string
  named: string[]
  tie: [string, string]
}

const scraped: Scraped = sharedData('articles')
  ? {
      path: sharedData('articles')!,
      title: 'Azerbaijan, Armenia To Resume Talks',
      article: {
        source: 'Turan',
        publishedAt: '2023-06-22',
        place: 'Washington',
        authors: ['Alex Raufoglu'],
      },
      boilerplate: 'social networks',
      named: [
        ...['Vedant Patel', 'Jeyhun Bayramov', 'Ararat Mirzoyan', 'Sergei Lavrov'],
        ...['Azerbaijan', 'Armenia', 'United States', 'Russia', 'State Department'],
      ],
      tie: ['country-am', 'country-az'],
    }
  : {
      path: join(SAMPLE, 'steppe-wire/sw-0117-bishkek-dam-plan.txt'),
      title: 'Bishkek Shows New Plan for Sarykol Dam',
      article: {
        source: 'Steppe Wire',
        publishedAt: '2024-01-18',
        place: 'Bishkek',
        authors: ['Aigerim Dossan'],
      },
      boilerplate: 'social networks',
      named: ['Kubat Beishekeev', 'Daulet Ospankul', 'Kyrgyzstan', 'Uzbekistan'],
      tie: ['country-kz', 'person-daulet-ospankul'],
    }

describe(`indexing the scraped article “${scraped.title}…”`, () => {
  let one: Indexed
  let view: ArticleView
  beforeAll(async () => {
    one = await indexed('one.db', scraped.path)
    const { items } = await one.get<Page<Hit>>('articles')
    view = await one.get(`articles/${items[0]!.id}`)
  }, 60_000)
  afterAll(() => one.close())

  it('reads title, outlet, date, place and author, and cuts off the boilerplate', () => {
    expect(one.summary).toMatchObject({ added: 1, rejected: 0, warnings: 0 })
    expect(view).toMatchObject(scraped.article)
    expect(view.title).toContain(scraped.title)
    expect(view.body).not.toContain(scraped.boilerplate)
    expect(view.tail).toContain(scraped.boilerplate)
  })

  it('finds the people and things it names', () => {
    expect(view.entities.map(({ name }) => name)).toEqual(expect.arrayContaining(scraped.named))
  })

  it('opens the sentences that name two of them', async () => {
    const [a, b] = scraped.tie
    const tie = await one.get<Tie>(`ties/${a}/${b}`)
    const evidence = await one.getAll<Evidence>(`ties/${a}/${b}/evidence?sort=newest`)

    expect(tie.sentences).toBeGreaterThan(0)
    expect(evidence).toHaveLength(tie.sentences)
    expect(evidence.every(namesAll([a, b]))).toBe(true)
  })
})

const namesAll =
  (ids: string[]) =>
  ({ spans }: Evidence) =>
    ids.every((id) => spans.some(({ entity }) => entity === id))

/** A reproducible sample in no particular order. */
function picked<T>(all: T[]): T[] {
  const key = (item: T) => hash('sha256', JSON.stringify(item))
  return all
    .map((item) => ({ item, key: key(item) }))
    .sort((x, y) => compareText(x.key, y.key))
    .slice(0, PICKED)
    .map(({ item }) => item)
}
