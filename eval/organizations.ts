import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { extract } from '#extract/extract.ts'
import { joinTokens } from './join-tokens.ts'
import { round, toTable } from './table.ts'
import { type GoldArticle, readWorldNews, worldNewsPath } from './world-news.ts'

/** Number of most frequent organizations to judge. */
const JUDGED = 200

/** Names as a reader judged them. */
interface OrganizationLabels {
  organizations: string[]
  /** Things, places, people, fragments of names, and bodies that cannot be identified. */
  others: string[]
}

interface FrequentName {
  name: string
  sentences: number
  verdict: 'organization' | 'other' | 'not labelled'
}

/**
 * Prints how many of the most frequent organizations of world news are organizations; false if the
 * data is missing.
 */
export function evaluateOrganizations(shared: string): boolean {
  if (!existsSync(worldNewsPath(shared))) return false
  const names = judged(mostFrequent(readWorldNews(shared)))
  const shareOf = (verdict: FrequentName['verdict']) =>
    `${round((100 * names.filter((name) => name.verdict === verdict).length) / names.length)} %`
  console.log(
    toTable(
      ['name', 'sentences', 'verdict'],
      names.map(({ name, sentences, verdict }) => [name, String(sentences), verdict]),
    ),
  )
  console.log(
    `\n${shareOf('organization')} are organizations, ${shareOf('not labelled')} are not labelled`,
  )
  return true
}

/** The organizations named in most sentences, resolved within each article. */
function mostFrequent(articles: GoldArticle[]): [name: string, sentences: number][] {
  const counts = new Map<string, number>()
  for (const { sentences } of articles) {
    for (const name of namesIn(textOf(sentences))) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return [...counts].sort(([v, x], [w, y]) => y - x || (v < w ? -1 : 1)).slice(0, JUDGED)
}

const textOf = (sentences: GoldArticle['sentences']) =>
  joinTokens(sentences.map(({ tokens }) => tokens))
    .map(({ text }) => text)
    .join('')

/** Each organization once per sentence. */
function namesIn(body: string): string[] {
  const { mentions } = extract({ title: '', body, dateline: null })
  const named = mentions.filter(({ kind, entity }) => kind === 'organization' && entity !== null)
  const once = new Map(named.map(({ sentence, name }) => [`${sentence} ${name}`, name]))
  return [...once.values()]
}

function judged(names: [name: string, sentences: number][]): FrequentName[] {
  const labels = readLabels()
  const organizations = new Set(labels.organizations)
  const others = new Set(labels.others)
  return names.map(([name, sentences]) => {
    const verdict = organizations.has(name) ? 'organization' : others.has(name) ? 'other' : null
    return { name, sentences, verdict: verdict ?? 'not labelled' }
  })
}

function readLabels(): OrganizationLabels {
  const path = join(import.meta.dirname, 'labels/organizations.json')
  return JSON.parse(readFileSync(path, 'utf8')) as OrganizationLabels
}
