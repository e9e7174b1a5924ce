import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { CorpusFile } from './corpus.ts'
import { grown } from './grown-corpus.ts'
import { type Figure, atLeast, atMost, interleaved, median, quotients, spread } from './measure.ts'
import { anonymousMemory, peakOf } from './memory.ts'
import { end, serve, serveDateline } from './served.ts'

const ROUNDS = 5
const TIMES = 8
const HOME = join(import.meta.dirname, '..')
const PYTHON = join(HOME, '.venv/bin/python')
const WITH_TEXTS = '?select=id,title,publishedAt,source,body'
const FORMATS: [what: string, file: string, query: string, goal: number][] = [
  ['JSON Lines', 'articles.jsonl', '', 0.8],
  ['CSV', 'articles.csv', '', 0.6],
  ['Parquet', 'articles.parquet', '', 0.2],
  ['Parquet with texts', 'articles.parquet', WITH_TEXTS, 0.15],
]

/** Exports of all articles beside the same cursor with a bare JSON.stringify, their memory, and what a notebook waits for. */
export async function* measureExport(corpus: CorpusFile, folder: string): AsyncGenerator<Figure> {
  const archive = join(folder, 'export.db')
  await peakOf(['index', corpus.path, '--archive', archive, '--embedded', '--json'])
  const app = await serveDateline('--archive', archive)
  const bare = await serve(process.execPath, join(import.meta.dirname, 'bare-export.ts'), archive)
  try {
    for (const format of FORMATS) yield await throughput(format, app.url, bare.url, corpus.name)
    if (existsSync(PYTHON)) yield* notebookFigures(app.url)
  } finally {
    await end(app)
    await end(bare)
  }
  yield await memory(corpus, folder)
}

async function throughput(
  [what, file, query, goal]: (typeof FORMATS)[number],
  app: string,
  bare: string,
  name: string,
): Promise<Figure> {
  const times = await interleaved(ROUNDS, {
    exported: () => secondsOf(`${app}/api/v1/${file}${query}`),
    bare: () => secondsOf(`${bare}/${query}`),
  })
  const ratios = quotients(times.bare, times.exported)
  const value = median(ratios)
  return {
    what: `export as ${what} ÷ bare JSON.stringify of the same cursor, rows a second`,
    value,
    unit: '',
    ...atLeast(goal, value),
    how: `${name}, ${ROUNDS} rounds, ${spread(times.exported)} s, bare ${spread(times.bare)} s, ratios ${spread(ratios)}`,
  }
}

/** Reads a file to its end. */
async function secondsOf(url: string): Promise<number> {
  const started = performance.now()
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  for await (const chunk of response.body!) void chunk
  return (performance.now() - started) / 1000
}

/** How far the server's memory grows while all texts of a large archive are read. */
async function memory(corpus: CorpusFile, folder: string): Promise<Figure> {
  const { path, name } = await grown(corpus, TIMES, folder)
  const archive = join(folder, `export-${TIMES}.db`)
  await peakOf(['index', path, '--archive', archive, '--embedded', '--no-names', '--json'])
  const app = await serveDateline('--archive', archive)
  try {
    await secondsOf(`${app.url}/api/v1/articles.jsonl${WITH_TEXTS}&sample=200`)
    await wait(1000)
    const idle = anonymousMemory(app.child.pid!)
    let peak = idle
    const sampling = setInterval(() => {
      peak = Math.max(peak, anonymousMemory(app.child.pid!))
    }, 50)
    const seconds = await secondsOf(`${app.url}/api/v1/articles.jsonl${WITH_TEXTS}`)
    clearInterval(sampling)
    const value = (peak - idle) / 1024
    return {
      what: 'memory of the server while all texts are exported, above idle',
      value,
      unit: ' MB',
      ...atMost(50, value),
      how: `RssAnon every 50 ms, idle ${(idle / 1024).toFixed(0)} MB, ${name}, ${seconds.toFixed(1)} s`,
    }
  } finally {
    await end(app)
  }
}

const READ_PARQUET = `
import io, sys, time, urllib.request
import pandas as pd
started = time.perf_counter()
pd.read_parquet(io.BytesIO(urllib.request.urlopen(sys.argv[1] + "/api/v1/articles.parquet").read()))
print(time.perf_counter() - started)`

const DRAW_NETWORK = `
import sys, time
started = time.perf_counter()
from dateline import Archive
graph = Archive(sys.argv[1], cache=False).search("oil").network(size=25).nx
import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plt
import networkx as nx
nx.draw_networkx(graph, nx.spring_layout(graph, seed=1))
plt.savefig("/dev/null", format="png")
print(time.perf_counter() - started)`

function* notebookFigures(url: string): Generator<Figure> {
  yield python('pandas.read_parquet of all articles', READ_PARQUET, url, 1)
  yield python('import dateline to the drawn network of a search', DRAW_NETWORK, url, 2)
}

function python(what: string, script: string, url: string, goal: number): Figure {
  const seconds = Array.from({ length: ROUNDS + 1 }, () =>
    Number(execFileSync(PYTHON, ['-c', script, url], { encoding: 'utf8' })),
  ).slice(1)
  const value = median(seconds)
  return {
    what,
    value,
    unit: ' s',
    ...atMost(goal, value),
    how: `${ROUNDS} runs, ${spread(seconds)} s`,
  }
}
