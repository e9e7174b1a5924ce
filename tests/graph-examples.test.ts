import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { finished, standingsOf } from '#core/analysis/analyse.ts'
import { findCommunities } from '#core/analysis/communities.ts'
import { readGraph } from '#core/analysis/read-graph.ts'
import { buildSample } from '#cli/support/sample-archive.ts'
import { UNIT_WEIGHT } from '#core/graph/ties.ts'
import { openSqliteGraphStore } from '#stores/sqlite/graph/graph-store.ts'
import { openSqliteSearchStore } from '#stores/sqlite/search/search-store.ts'
import { appOver } from './differential/numbers.ts'
import { queryOf } from './query-of.ts'

const text = readFileSync(join(import.meta.dirname, '../docs/graph.md'), 'utf8').replace(
  /\s+/g,
  ' ',
)
const folder = mkdtempSync(join(tmpdir(), 'graph-examples-'))
const path = join(folder, 'sample.db')

beforeAll(() => buildSample(path))
afterAll(() => rmSync(folder, { recursive: true }))

it('docs/graph.md computes its measures of a tie as in the sample archive', async () => {
  const graph = openSqliteGraphStore(path)
  const search = openSqliteSearchStore(path)
  const [kyrgyzstan, kazakhstan] = [
    (await graph.entity('country-kg'))!.sentences,
    (await graph.entity('country-kz'))!.sentences,
  ]
  const { sentences, articles, stories, surprise, interval, strength } = (await graph.tie(
    'country-kg',
    'country-kz',
  ))!
  const { sentences: all } = await search.status()
  const weight = (weightOf('country-kg', 'country-kz') / UNIT_WEIGHT) * (stories / articles)
  const chance = ((kyrgyzstan * kazakhstan) / all).toFixed(2)

  for (const said of [
    `The sample archive has ${all} sentences. ${kyrgyzstan} of them name Kyrgyzstan, ${kazakhstan} Kazakhstan, and ${sentences} name both, in ${articles} articles that tell ${stories} stories.`,
    `${kyrgyzstan} × ${kazakhstan} / ${all} = ${chance} sentences would name both; ${sentences} do`,
    `(normalised pointwise mutual information): ${surprise.toFixed(2)} here`,
    `between ${interval[0].toFixed(2)} and ${interval[1].toFixed(2)}`,
    `${interval[0].toFixed(2)} × log2(1 + ${weight.toFixed(2)}) = ${strength.toFixed(2)}`,
  ]) {
    expect(text).toContain(said)
  }
  await Promise.all([graph.close(), search.close()])
})

/** Read from the archive, because no store returns it. */
function weightOf(a: string, b: string): number {
  const db = new DatabaseSync(path, { readOnly: true })
  const found = db
    .prepare(
      `select weight from tie join entity x on x.row = tie.a join entity y on y.row = tie.b
       where x.id = ? and y.id = ?`,
    )
    .get(a, b) as { weight: number }
  db.close()
  return found.weight
}

it('docs/graph.md computes the lift of a name as in the sample archive', async () => {
  const search = openSqliteSearchStore(path)
  const dam = { query: queryOf('dam'), filters: { fields: {} } }
  const { entities, total } = await search.network({ search: dam, rank: 'telling', size: 1 })
  const { id, sentences, lift } = entities[0]!
  const { sentences: all } = await search.status()
  const everywhere = (
    await search.network({
      ...{ search: { query: null, filters: { fields: {} } }, rank: 'frequent', size: 1 },
      among: [id],
    })
  ).entities[0]!.sentences
  const here = Math.round(sentences / (lift * (everywhere / all)))
  const percent = (part: number, whole: number) => ((100 * part) / whole).toFixed(1)

  for (const said of [
    `${total.value} articles with ${here} sentences match \`dam\`. ${sentences} of these name Kyrgyzstan, which is ${percent(sentences, here)} %`,
    `it is ${everywhere} of ${all}, ${percent(everywhere, all)} %`,
    `their quotient: ${lift.toFixed(2)}`,
  ]) {
    expect(text).toContain(said)
  }
  await search.close()
})

it('docs/graph.md finds the routes and the change that the sample archive has', async () => {
  const graph = openSqliteGraphStore(path)
  const search = openSqliteSearchStore(path)
  const app = appOver({ search, graph })
  const get = async <T>(address: string) =>
    (await (await app.request(`/api/v1${address}`)).json()) as T
  const { paths } = await get<Paths>('/paths/org-lusomar-shipping/country-kg')
  const [best, , third] = paths.map(({ entities, hops }) => ({
    names: entities.map(({ name }) => name),
    weakest: hops.toSorted((x, y) => x.score - y.score)[0]!,
  }))
  const { items, articles } = await get<Changes>('/graph/changes?earlier=2024&later=2025')
  const { earlier, later, score } = items.find(
    ({ a, b }) => a.id === 'country-kg' && b.id === 'country-kz',
  )!
  const both = earlier.articles + later.articles
  const all = articles.earlier + articles.later
  const expected = (both * articles.later) / all
  const deviation = Math.sqrt((expected * articles.earlier) / all)
  const { sentences, stories, score: weakest } = best!.weakest

  for (const said of [
    `there are ${paths.length} routes. The best goes by ${best!.names.slice(1, 3).join(', ')} and ${best!.names[3]}`,
    `${sentences} sentences of ${stories} stories, score ${weakest.toFixed(3)}`,
    `${third!.names.slice(-2).join(' and ')} score ${third!.weakest.score.toFixed(3)}`,
    `share ${earlier.articles} of the ${articles.earlier} articles of 2024, and ${later.articles} of the ${articles.later} of 2025`,
    `${both} × ${articles.later} / ${all} = ${expected.toFixed(2)} were to be expected`,
    `${articles.earlier} / ${all}) = ${deviation.toFixed(2)}`,
    `− ${later.articles} − 0.5) / ${deviation.toFixed(2)} = −${Math.abs(score).toFixed(2)}`,
  ]) {
    expect(text).toContain(said)
  }
  await Promise.all([graph.close(), search.close()])
})

interface Paths {
  paths: {
    entities: { name: string }[]
    hops: { sentences: number; stories: number; score: number }[]
  }[]
}

interface Changes {
  items: {
    a: { id: string }
    b: { id: string }
    earlier: { articles: number }
    later: { articles: number }
    score: number
  }[]
  articles: { earlier: number; later: number }
}

it('docs/graph.md says where a name stands in the graph, and what is new, as the sample archive has it', async () => {
  const graph = openSqliteGraphStore(path)
  const { graph: whole } = await readGraph(graph)
  const found = findCommunities(whole)
  const { of } = finished(standingsOf(whole, found))
  const kyrgyzstan = of.find(({ id }) => id === 'country-kg')!
  const { size } = found.communities.find(({ id }) => id === kyrgyzstan.community)!
  const { items, total } = await graph.firsts({ since: '2024-06', size: 1 })
  const { a, b, first } = items[0]!

  for (const said of [
    `${whole.names.length} names and ${whole.ties.length} ties`,
    `Kyrgyzstan has a degree of ${kyrgyzstan.degree} and a betweenness of ${kyrgyzstan.betweenness.toFixed(3)}`,
    `one of ${found.communities.length} communities, with ${size} names`,
    `${total.value} pairs are new since June 2024; the strongest are ${a.name} and ${b.name}, on ${first}`,
  ]) {
    expect(text).toContain(said)
  }
  await graph.close()
})
