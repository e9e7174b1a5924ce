/*
 * Trains the tagger: reads ../shared/data/ner/train, writes extract/tagger/weights.bin.gz and
 * manifest.json. Run it as: npm run train -- [shared folder]. The same sources give the same names;
 * where a JavaScript engine computes exponentials differently, single weights may differ by one
 * unit.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { toBytes } from '#extract/tagger/model.ts'
import { createTagger } from '#extract/tagger/tagger.ts'
import { findByTagger } from '../eval/find-by-tagger.ts'
import { readWorldNews, scoreWorldNews, worldNewsPath } from '../eval/world-news.ts'
import { readTraining, type TrainingSource } from './train/corpus.ts'
import { train } from './train/crf.ts'
import { readExamples } from './train/examples.ts'
import { normalise } from './train/normalise.ts'
import { quantise } from './train/quantise.ts'

/** The seeds were fixed before any was scored. */
const RECIPE = { seeds: [1, 2, 3, 4], epochs: 12, step: 0.01, cut: 0.03 }

const shared = process.argv[2] ?? process.env.DATELINE_SHARED ?? '../shared'
const folder = join(import.meta.dirname, '../extract/tagger')
const gazetteer = join(import.meta.dirname, '../extract/gazetteer')

const begun = performance.now()
const sources = readTraining(shared)
const articles = sources.flatMap((source) =>
  source.articles.map(({ sentences }) => sentences.map(normalise)),
)
const examples = readExamples(articles)
report(`${articles.length} articles, ${examples.tokens.length - 1} words`)

const models = RECIPE.seeds.map((seed) =>
  train(examples, { ...RECIPE, seed }, (epoch, loss) =>
    report(`seed ${seed}, epoch ${epoch} of ${RECIPE.epochs}: loss ${Math.round(loss)}`),
  ),
)
const model = quantise(models, RECIPE.cut)
const weights = gzipSync(toBytes(model), { level: 9 })
writeFileSync(join(folder, 'weights.bin.gz'), weights)
report(`weights.bin.gz: ${weights.length} bytes`)
writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest(), null, 2)}\n`)

function manifest() {
  return {
    weights: { bytes: weights.length, sha256: sha256(weights) },
    recipe: RECIPE,
    sources: sources.map(toEntry),
    gazetteer: Object.fromEntries(
      ['names', 'places', 'organizations', 'given-names'].map((name) => [
        name,
        sha256(readFileSync(join(gazetteer, `${name}.json`))),
      ]),
    ),
    scores: scores(),
  }
}

function toEntry({ name, sha256, articles }: TrainingSource) {
  const sentences = articles.flatMap((article) => article.sentences)
  const words = sentences.reduce((sum, { tokens }) => sum + tokens.length, 0)
  return { file: `${name}.jsonl.gz`, sha256, articles: articles.length, words }
}

/** F1 on articles outside the training data; null if they are missing. */
function scores() {
  if (!existsSync(worldNewsPath(shared))) return null
  const table = scoreWorldNews(readWorldNews(shared), findByTagger(createTagger(model)))
  return Object.fromEntries(table.map(({ name, exact }) => [name, Number(exact.f1.toFixed(2))]))
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function report(line: string): void {
  console.log(`${((performance.now() - begun) / 1000).toFixed(0).padStart(4)} s  ${line}`)
}
