import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type StorySource, type StoryText, toStoryText } from '#core/stories/near-copy.ts'
import { percent } from '../identity/percent.ts'
import { type ReutersStory, readReuters, reutersPath } from '../reuters.ts'
import { toTable } from '../table.ts'
import { type Copying, copyStories } from './copies.ts'
import { findStories } from './find-stories.ts'

/** Two articles, and whether a reader considers them one text. */
interface Label {
  a: string
  b: string
  same: boolean
}

/** Prints how well copies are found; false if the shared folder is missing. */
export function evaluateStories(shared: string): boolean {
  if (!existsSync(reutersPath(shared))) return false
  const articles = readReuters(shared).map(toSource)
  const texts = articles.map(toStoryText)
  const storyOf = findStories(texts)
  const copying = copyStories(articles, storyOf)
  const rows = [...scoreLabels(storyOf), ...scoreCopies(texts, copying)]
  console.log(toTable(['what', 'floor', 'aim', 'reached'], rows))
  return true
}

function toSource({ id, title, body, publishedAt }: ReutersStory): StorySource {
  return { id, title, body, publishedAt: publishedAt ?? null }
}

/** Precision on the labelled pairs that are in one story now. */
function scoreLabels(storyOf: Map<string, string>): string[][] {
  const path = join(import.meta.dirname, '../labels/stories.json')
  const labels = JSON.parse(readFileSync(path, 'utf8')) as Label[]
  const joined = labels.filter(({ a, b }) => storyOf.get(a) === storyOf.get(b))
  const same = labels.filter((label) => label.same)
  const right = joined.filter((label) => label.same)
  const copies = [...storyOf].filter(([article, story]) => article !== story).length
  return [
    [
      `pairs joined that are one text, of ${joined.length} read`,
      '',
      '95 %',
      percent(right.length, joined.length),
    ],
    [
      `pairs of one text joined, of ${same.length} read`,
      '',
      '',
      percent(right.length, same.length),
    ],
    ['articles that are copies', '', '', copies.toLocaleString('en')],
  ]
}

/** Recall: each original with its copies, among all articles of the archive. */
function scoreCopies(texts: StoryText[], { copies, originals }: Copying): string[][] {
  const storyOf = findStories([...texts, ...copies.map(({ article }) => toStoryText(article))])
  const isFound = ({ article, original }: Copying['copies'][number]) =>
    storyOf.get(article.id) === storyOf.get(original)
  const found = copies.filter(isFound).length
  const byEdit = [...Map.groupBy(copies, ({ edit }) => edit)].map(([edit, all]) => [
    `copies found: ${edit}`,
    '',
    '',
    percent(all.filter(isFound).length, all.length),
  ])
  const strangers = copies.filter((copy) => !isFound(copy) && !isAlone(copy.article.id, storyOf))
  return [
    [
      `copies made by script found, of ${copies.length}`,
      '95 %',
      '98 %',
      percent(found, copies.length),
    ],
    [
      `of them in a story, in the right one`,
      '99 %',
      '99.5 %',
      percent(found, found + strangers.length),
    ],
    [`stories copied`, '', '', String(originals)],
    ...byEdit,
  ]
}

function isAlone(id: string, storyOf: Map<string, string>): boolean {
  const story = storyOf.get(id)
  for (const [other, its] of storyOf) if (its === story && other !== id) return false
  return true
}
