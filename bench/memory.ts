import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CorpusFile } from './corpus.ts'
import { grown } from './grown-corpus.ts'
import { type Figure, atMost } from './measure.ts'
import { DATELINE } from './served.ts'

const TIMES = 8

/** Peak anonymous memory of the import process, threads included. */
export async function measureMemory(corpus: CorpusFile, folder: string): Promise<Figure[]> {
  const { path, name } = await grown(corpus, TIMES, folder)
  const importing = (archive: string, ...options: string[]) =>
    peakOf<ImportSummary>([
      'index',
      path,
      '--archive',
      join(folder, archive),
      '--embedded',
      '--json',
      ...options,
    ])
  const without = await importing('memory-without.db', '--no-names')
  const withNames = await importing('memory-names.db')
  return [
    toFigure('peak memory of an import without names', without, 300, name),
    toFigure('peak memory of an import with names', withNames, 450, name),
  ]
}

interface ImportSummary {
  read: number
  seconds: number
}

function toFigure(
  what: string,
  { megabytes, summary: { read, seconds } }: Peak<ImportSummary>,
  goal: number,
  name: string,
): Figure {
  const how = `RssAnon every 100 ms, ${read} articles in ${seconds.toFixed(0)} s, ${name}`
  return { what, value: megabytes, unit: ' MB', ...atMost(goal, megabytes), how }
}

export interface Peak<S> {
  /** Peak of RssAnon over all threads. */
  megabytes: number
  /** The JSON that the command prints last. */
  summary: S
}

/** Runs a command that ends with a line of JSON, and samples its memory every 100 ms. */
export async function peakOf<S>(args: string[]): Promise<Peak<S>> {
  const child = spawn(DATELINE, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  let kilobytes = 0
  const sampling = setInterval(() => {
    kilobytes = Math.max(kilobytes, anonymousMemory(child.pid!))
  }, 100)
  const status = await new Promise<number | null>((done) => child.on('close', done))
  clearInterval(sampling)
  // 1 with a summary: some of the input was rejected.
  if (status !== 0 && !(status === 1 && output.trim().endsWith('}'))) {
    throw new Error(`${args[0]} ended with status ${status}`)
  }
  const summary = JSON.parse(output.trim().split('\n').at(-1)!) as S
  return { megabytes: kilobytes / 1024, summary }
}

/** In KiB; 0 after the process has ended. */
export function anonymousMemory(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/^RssAnon:\s+(\d+)/m.exec(status)?.[1] ?? 0)
  } catch {
    return 0
  }
}
