import { join } from 'node:path'
import { openArchive } from '#archive/open.ts'
import { runIndex } from '#indexer/pipeline/run-index.ts'
import { insertBare, rowsOf } from './bare-loop.ts'
import type { CorpusFile } from './corpus.ts'
import { grown } from './grown-corpus.ts'
import { type Figure, atLeast, interleaved, median, quotients, spread } from './measure.ts'

const ROUNDS = 5
/** Large enough that the cost of starting a thread does not decide the ratio. */
const TIMES = 8
const OPTIONS = { names: false, restore: false }

/** Import without names ÷ a bare loop inserting the same rows, and a second run on unchanged input. */
export async function measureImport(corpus: CorpusFile, folder: string): Promise<Figure[]> {
  const { path, name } = await grown(corpus, TIMES, folder)
  const reruns: number[] = []
  const fresh = (arm: string, round: number) => join(folder, `${arm}-${round}.db`)

  const first = await importInto(fresh('rows', 0), path)
  const rows = rowsOf(fresh('rows', 0))
  const { imports, bare } = await interleaved(ROUNDS, {
    async imports(round) {
      const target = fresh('import', round)
      const { seconds } = await importInto(target, path)
      reruns.push(seconds / (await importInto(target, path)).seconds)
      return seconds
    },
    async bare(round) {
      return insertBare(fresh('bare', round), rows)
    },
  })

  const ratios = quotients(bare, imports)
  const how = `${first.read} articles, ${name}, ${ROUNDS} rounds, ${median(imports).toFixed(2)} s`
  return [
    {
      what: 'import --no-names ÷ bare loop of the same rows',
      value: median(ratios),
      unit: '',
      ...atLeast(0.85, median(ratios)),
      how: `${how}, ratios ${spread(ratios)}`,
    },
    {
      what: 'a second run on the same input, times faster',
      value: median(reruns),
      unit: '×',
      ...atLeast(10, median(reruns)),
      how: `ratios ${spread(reruns, 0)}`,
    },
  ]
}

async function importInto(archivePath: string, path: string) {
  const archive = openArchive(archivePath, { write: true, create: true })
  try {
    return await runIndex(archive, [path], OPTIONS)
  } finally {
    archive.close()
  }
}
