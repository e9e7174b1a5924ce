import { execFileSync, spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import {
  fetchArticle,
  fetchCandidates,
  fetchEntities,
  fetchEvidence,
  fetchHits,
  fetchMentions,
  fetchNetwork,
  fetchPaths,
  fetchQuotes,
  fetchStatus,
  fetchTies,
} from '../../web/src/api.ts'
import { SEARCH_NAMES } from '#core/graph-log/start.ts'
import { requestOf } from '../../web/src/copy/api-request.ts'
import { type SnippetName, snippet } from '../../web/src/copy/snippets.ts'
import { type Route, readRoute } from '../../web/src/router/route.ts'
import type { ServeProcess } from '../dateline.ts'
import { serveSample } from '../e2e/sample.ts'
import { hasPython, runPythonFile } from '../python/run.ts'

const LEYLA = 'person-leyla-mammadova'
const BANK = 'org-caspian-development-bank'

/** Screens of every kind, with every parameter of their addresses. */
const STATES = [
  '/',
  '/search',
  '/search?q=energy',
  '/search?q=energy+minister',
  '/search?q=energy+minister+bank+dam+port',
  '/search?q=energy+minister&match=all',
  '/search?q=energy+minister&match=any&sort=newest',
  '/search?q=%22prime+minister%22',
  '/search?q=%22prime+minister%22~5',
  '/search?q=energy+OR+oil&sort=oldest',
  '/search?q=energy+-minister',
  '/search?q=(energy+OR+dam)+NOT+title:bank',
  '/search?q=min*',
  '/search?q=person:%22Leyla+Mammadova%22',
  '/search?q=same(person:Mammadova+energy)',
  '/search?q=energy+after:2024-06+before:2025',
  '/search?q=it%27s+%22quoted%22+%5Cback%60tick%60+$HOME+%25',
  '/search?q=Lješević',
  '/search?q=zzzzzz',
  '/search?from=2024&to=2024-06',
  '/search?from=2025-03-01',
  '/search?to=2024-02',
  '/search?undated=true',
  '/search?country=country-az',
  '/search?country=country-az,country-kz',
  '/search?country.all=country-az,country-kz',
  '/search?country=-country-az',
  '/search?country=country-kg,-country-az&q=energy',
  `/search?person=${LEYLA}&org=${BANK}&sort=oldest`,
  '/search?source=Caspian+Courier',
  '/search?source=-Caspian+Courier,-Steppe+Wire',
  '/search?source=%2D30-',
  '/search?source=Post%2C+Morning',
  '/search?author=nobody&lang=en&place=Tashkent',
  `/search?tie=${LEYLA},${BANK}`,
  '/search?q=energy&view=graph',
  '/search?country=country-az&view=graph',
  '/search?q=energy&view=timeline',
  `/entity/${LEYLA}`,
  `/entity/${LEYLA}?sort=surprise`,
  `/entity/${LEYLA}?sort=recent&kind=country,person`,
  `/entity/${LEYLA}?tab=sentences`,
  `/entity/${LEYLA}?tab=sentences&sort=oldest&written=Mammadova`,
  '/entity/person-tamara-ljesevic?tab=sentences&sort=best',
  `/entity/${LEYLA}?tab=said`,
  `/entity/${LEYLA}?tab=said&sort=oldest`,
  '/entities',
  '/entities?kind=person',
  '/entities?q=bank&kind=organization',
  `/tie/${LEYLA}/${BANK}`,
  `/tie/country-az/${LEYLA}?sort=oldest`,
  `/tie/country-az/${LEYLA}?sort=best`,
  `/tie/country-az/${LEYLA}?sort=best&fold=stories`,
  `/tie/country-az/${LEYLA}?lists=true`,
  `/tie/country-az/${LEYLA}?inferred=0`,
  `/path/${LEYLA}/country-ru?hubs=true`,
  `/path/${LEYLA}/org-lusomar-shipping`,
  `/path/${LEYLA}/org-lusomar-shipping?avoid=${BANK}`,
  '/article/caspian-courier-ad-000117',
  '/article/caspian-courier-ad-000117?q=energy',
  '/graph?q=energy',
  '/names',
]

const hasR = spawnSync('Rscript', ['--version']).status === 0

let server: ServeProcess
let routes: Route[]
let shown: number[]

const { signal } = new AbortController()

/** The number on a screen, from the functions that the screen uses. */
async function numberOf(route: Route): Promise<number> {
  switch (route.name) {
    case 'home':
      return (await fetchStatus(signal)).articles
    case 'search': {
      if (route.search.view !== 'graph') return (await fetchHits(route.search, signal)).total.value
      return (await fetchNetwork(route.search, SEARCH_NAMES, signal)).entities.length
    }
    case 'entity': {
      const { id, tab, sort, kinds, order, written } = route
      if (tab === 'ties')
        return (await fetchTies(id, { sort, kinds, size: 20 }, signal)).total.value
      if (tab === 'said')
        return (await fetchQuotes(id, { sort: order as 'newest', size: 20 }, signal)).total.value
      return (await fetchMentions(id, { sort: order, written, size: 20 }, signal)).total.value
    }
    case 'entities':
      return (await fetchEntities({ ...route, size: 20 }, signal)).total.value
    case 'tie': {
      const { a, b, order: sort, fold, lists, inferred } = route
      const query = { sort, fold, lists, inferred, size: 20 }
      return (await fetchEvidence(a, b, query, signal)).total.value
    }
    case 'path':
      return (await fetchPaths(route.a, route.b, route, signal)).paths.length
    case 'article':
      return (await fetchArticle(route.id, signal)).sentences.length
    case 'graph':
      return (await fetchNetwork(route.search, SEARCH_NAMES, signal)).entities.length
    case 'names':
      return (await fetchCandidates({ size: 20 }, signal)).total.value
    default:
      throw new Error(`${route.name} shows no number`)
  }
}

const snippets = (name: SnippetName) =>
  routes.map((route) => {
    const context = {
      origin: server.url,
      title: 'Dateline',
      today: '2026-01-01',
      version: 1,
      needsKey: false,
    }
    return snippet(name, route, context)!
  })

const numberIn = (answer: unknown, path: string[]) =>
  path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], answer)

beforeAll(async () => {
  server = await serveSample()
  routes = STATES.map((state) => readRoute(new URL(state, server.url)))
  const { fetch } = globalThis
  vi.stubGlobal('fetch', (address: string, init?: RequestInit) =>
    fetch(new URL(address, server.url), init),
  )
  shown = await Promise.all(routes.map(numberOf))
})
afterAll(async () => {
  vi.unstubAllGlobals()
  await server.stop()
})

describe('a screen copied for another program', () => {
  it('covers screens of all kinds, most of them with rows', () => {
    expect(new Set(routes.map(({ name }) => name)).size).toBe(9)
    expect(STATES.length).toBeGreaterThanOrEqual(50)
    expect(shown.filter((number) => number > 0).length).toBeGreaterThan(45)
  })

  it('opens the same screen by its link', () => {
    expect(snippets('link').map((link) => readRoute(new URL(link)))).toEqual(routes)
  })

  it.skipIf(!hasPython)('gives the number of the screen in Python', () => {
    expect(
      JSON.parse(runPythonFile('run_snippets.py', JSON.stringify(snippets('python')))),
    ).toEqual(shown)
  })

  it('gives the number of the screen with curl', () => {
    const script = snippets('curl')
      .map((line) => `${line.trim()}; echo`)
      .join('\n')
    const lines = execFileSync('sh', ['-e', '-c', script], { encoding: 'utf8' }).trim().split('\n')
    const numbers = lines.map((line, i) =>
      numberIn(JSON.parse(line), requestOf(routes[i]!)!.number),
    )

    expect(numbers).toEqual(shown)
  })

  it('gives the number of the screen in JavaScript', () => {
    const program = snippets('javascript')
      .map((text) => `{\n${text}}`)
      .join('\n')
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      encoding: 'utf8',
    })

    expect(stderr).toBe('')
    expect(stdout.trim().split('\n').map(Number)).toEqual(shown)
  })

  it.skipIf(!hasR)('gives as many rows as the screen counts in R', () => {
    const tables = routes.flatMap((route, i) => (requestOf(route)?.isTable ? [i] : []))
    const programs = snippets('r')
    const script = tables.map((i) => programs[i]!.replace(/^nrow.*$/m, 'cat(nrow(rows), "\\n")'))
    const output = execFileSync('Rscript', ['--vanilla', '-e', script.join('')], {
      encoding: 'utf8',
    })

    expect(tables.length).toBeGreaterThan(30)
    expect(output.trim().split('\n').map(Number)).toEqual(tables.map((i) => shown[i]))
  })

  it('refers to a key by its variable, and is nothing if a screen shows nothing of the archive', () => {
    const context = {
      origin: 'https://a.example',
      title: 'Energy',
      today: '2026-01-01',
      version: 7,
      needsKey: true,
    }
    const about = readRoute(new URL('/about', 'https://a.example'))
    const search = readRoute(new URL("/search?q=it's", 'https://a.example'))

    expect(snippet('curl', about, context)).toBeNull()
    expect(snippet('python', about, context)).toBeNull()
    expect(snippet('curl', search, context)).toBe(
      `curl -fsS -H "Authorization: Bearer $DATELINE_API_KEY" 'https://a.example/api/v1/articles?q=it%27s'\n`,
    )
    expect(snippet('citation', search, context)).toBe(
      'Dateline, “Energy”, archive version 7, https://a.example/search?q=it%27s, retrieved 2026-01-01.',
    )
  })
})
