import { existsSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { loadTagger } from '#extract/tagger/tagger.ts'
import manifest from '../package.json' with { type: 'json' }
import { findByTagger } from './find-by-tagger.ts'
import { findByCompromise } from './find-by-compromise.ts'
import { findByWink } from './find-by-wink.ts'
import {
  findByExtract,
  findInTextByTagger as findInText,
  onRunningText,
  type TextFinder,
} from './find-in-text.ts'
import { scoreLabelled } from './labelled.ts'
import { readReuters, reutersPath } from './reuters.ts'
import { scoreReuters, toRows } from './reuters-recall.ts'
import { measureOthers, measureSpeed } from './speed.ts'
import { toRow, toTable } from './table.ts'
import { type NameFinder, readWorldNews, scoreWorldNews, worldNewsPath } from './world-news.ts'

const tagger = loadTagger()
const versions = manifest.devDependencies
/** Other libraries that find names in a Node process without further installation. */
const OTHERS: [name: string, find: TextFinder][] = [
  [`compromise ${versions.compromise}`, findByCompromise],
  [`wink-nlp ${versions['wink-nlp']}`, findByWink],
]
/** The systems that are scored. */
const SYSTEMS: [name: string, find: NameFinder][] = [
  ['tagger with document rules, words as given', findByTagger(tagger)],
  ['tagger with document rules, running text', onRunningText(findInText(tagger))],
  ['whole extraction, running text', onRunningText(findByExtract)],
  ...OTHERS.map(([name, find]): [string, NameFinder] => [
    `${name}, running text`,
    onRunningText(find),
  ]),
]

/**
 * Scores name finding on articles outside the training data and writes docs/quality.md; false if
 * the data is missing.
 */
export async function evaluateNames(shared: string): Promise<boolean> {
  if (!existsSync(worldNewsPath(shared)) || !existsSync(reutersPath(shared))) return false
  const news = readWorldNews(shared)
  const names = SYSTEMS.flatMap(([system, find]) =>
    scoreWorldNews(news, find).map((line) => toRow(system, line)),
  )
  const stories = readReuters(shared)
  const page = [
    '# Quality of the names found',
    '`npm run eval` writes this page. Nothing here was learnt from the articles that are scored.',
    `## World news: ${news.length} articles from outside of Europe and North America`,
    'Exact: same place and type. Overlap: same type and a word in common. Distinct: each name once an article. In brackets the 95 % interval of the exact F1, by drawing articles. The English model of wink-nlp marks dates, sums and addresses, but no names.',
    toTable(['system', 'type', 'P', 'R', 'F1', 'interval', 'overlap F1', 'distinct F1'], names),
    `## Reuters: ${stories.length} stories of 1987`,
    'Recall of the subjects that the agency itself gave a story, where the text names them; the precision of countries is a lower bound, since not all countries of a story are its subjects.',
    toTable(['what', 'given and in the text', 'found'], toRows(scoreReuters(stories))),
    '## Links of surnames and roles',
    'Against labels made by hand on Reuters stories, published with the rules they follow in [eval/labels](../eval/labels/README.md): whom a lone word names, and which roles a sentence states. The intervals hold 95 %, by drawing stories.',
    toTable(
      ['what', 'labelled', 'given', 'P', 'interval', 'R', 'interval'],
      scoreLabelled(stories),
    ),
    '## Speed on one core',
    `Words between spaces per second of processor time, the fastest of nine passes over 2,000 Reuters stories (300 for the other libraries), on ${cpus()[0]!.model.trim()}.`,
    toTable(
      ['what', 'words a second'],
      [
        ...measureSpeed(stories.slice(0, 2000), tagger),
        ...measureOthers(stories.slice(0, 300), OTHERS),
      ],
    ),
  ].join('\n\n')

  console.log(page)
  writeFileSync(join(import.meta.dirname, '../docs/quality.md'), `${page}\n`)
  return true
}
