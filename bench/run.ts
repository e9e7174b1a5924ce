import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { measureBundle } from './bundle.ts'
import { corpus } from './corpus.ts'
import { LeftOut, measureEngines } from './engines.ts'
import { measureExport } from './export.ts'
import { measureExtraction } from './extract.ts'
import { measureGraph } from './graph.ts'
import { measureImport } from './import.ts'
import type { Figure } from './measure.ts'
import { measureMemory } from './memory.ts'
import { measurePages } from './pages.ts'
import { measureSearch } from './search/run.ts'
import { measureWebGraph } from './web-graph.ts'
import { measureWebPages } from './web-pages.ts'

/*
 * Prints each figure next to its goal. All are ratios or differences within one run, or sizes, so a
 * slow or busy machine does not matter. `npm run bench -- import` runs only that part.
 */
const folder = mkdtempSync(join(tmpdir(), 'dateline-bench-'))
const news = await corpus(folder)
const parts: Record<string, () => Figure[] | Promise<Figure[]> | AsyncIterable<Figure>> = {
  bundle: measureBundle,
  async *web() {
    yield* measureWebPages()
    yield* measureWebGraph()
  },
  async *import() {
    yield* await measureImport(news, folder)
    yield* measurePages(folder)
  },
  extract: () => measureExtraction(news),
  search: () => measureSearch(news, folder),
  graph: () => measureGraph(news, folder),
  export: () => measureExport(news, folder),
  memory: () => measureMemory(news, folder),
  engines: () => measureEngines(news, folder),
}
const named = process.argv.slice(2)
const unknown = named.filter((part) => !(part in parts))

try {
  if (unknown.length > 0) {
    console.error(
      `there is no part ${unknown.join(', ')}; the parts are ${Object.keys(parts).join(', ')}`,
    )
    process.exitCode = 1
  } else {
    console.log(
      `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown CPU'}\n`,
    )
    for (const part of named.length > 0 ? named : Object.keys(parts)) await measure(part)
  }
} finally {
  rmSync(folder, { recursive: true })
}

/** A part that cannot be measured here fails only if it was requested by name. */
async function measure(part: string): Promise<void> {
  try {
    for await (const figure of await parts[part]!()) print(figure)
  } catch (error) {
    if (!(error instanceof LeftOut)) throw error
    console.log(`– ${part}: ${error.message}`)
    if (named.includes(part)) process.exitCode = 1
  }
}

function print({ what, value, unit, goal, met, how }: Figure): void {
  const sign = met ? '✓' : '✗'
  console.log(`${sign} ${what}: ${value.toFixed(2)}${unit} (${goal}${unit})\n    ${how}`)
  if (!met) process.exitCode = 1
}
