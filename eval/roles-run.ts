import { existsSync } from 'node:fs'
import { joinTokens } from './join-tokens.ts'
import { readRolesLabels, storiesById } from './labels.ts'
import { type ReutersStory, readReuters, reutersPath } from './reuters.ts'
import { scoreRoles } from './roles.ts'
import { round, toTable } from './table.ts'
import { type GoldArticle, readWorldNews, worldNewsPath } from './world-news.ts'

/** Prints how well roles are extracted; false if the data is missing. */
export function evaluateRoles(shared: string): boolean {
  if (!existsSync(reutersPath(shared)) || !existsSync(worldNewsPath(shared))) return false
  const world = readWorldNews(shared).map(toStory)
  const stories = storiesById([...readReuters(shared), ...world])
  const rows = ['roles.json', 'roles-2.json', 'roles-3.json'].map((name) => {
    const labels = readRolesLabels(name)
    const { precision, recall } = scoreRoles(labels, stories)
    return [name, String(labels.length), `${round(precision)} %`, `${round(recall)} %`]
  })
  console.log(toTable(['labels', 'sentences', 'precision', 'recall'], rows))
  return true
}

/** World news as stories, numbered as in the labels. */
export function toStory({ sentences }: GoldArticle, i: number): ReutersStory {
  const body = joinTokens(sentences.map(({ tokens }) => tokens)).map(({ text }) => text)
  const gold = { places: [], people: [], orgs: [] }
  return { id: `w${i}`, title: '', body: body.join(''), dateline: null, gold }
}
