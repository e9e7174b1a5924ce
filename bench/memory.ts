import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Corpus, repeated } from './corpus.ts'
import { type Figure, atMost } from './measure.ts'

const TIMES = 8
const DATELINE = join(import.meta.dirname, '../dateline')

/** Peak anonymous memory of the whole importing process, its threads included. */
export async function measureMemory(corpus: Corpus, folder: string): Promise<Figure[]> {
  const { path, name } = await repeated(corpus, TIMES, folder)
  const without = await peakOfImport(path, join(folder, 'memory-without.db'), ['--no-names'])
  const withNames = await peakOfImport(path, join(folder, 'memory-names.db'), [])
  return [
    toFigure('peak memory of an import without names', without, 300, name),
    toFigure('peak memory of an import with names', withNames, 450, name),
  ]
}

interface Peak {
  megabytes: number
  summary: { read: number; seconds: number }
}

function toFigure(what: string, { megabytes, summary }: Peak, goal: number, name: string): Figure {
  const { read, seconds } = summary
  const how = `RssAnon every 100 ms, ${read} articles in ${seconds.toFixed(0)} s, ${name}`
  return { what, value: megabytes, unit: ' MB', ...atMost(goal, megabytes), how }
}

async function peakOfImport(path: string, archive: string, options: string[]): Promise<Peak> {
  const child = spawn(DATELINE, ['index', path, '--archive', archive, '--json', ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  let kilobytes = 0
  const sampling = setInterval(() => {
    kilobytes = Math.max(kilobytes, anonymousMemory(child.pid!))
  }, 100)
  const status = await new Promise<number | null>((done) => child.on('close', done))
  clearInterval(sampling)
  if (status !== 0) throw new Error(`the import ended with status ${status}`)
  const summary = JSON.parse(output.trim().split('\n').at(-1)!) as Peak['summary']
  return { megabytes: kilobytes / 1024, summary }
}

/** In KiB; 0 once the process has ended. */
function anonymousMemory(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/^RssAnon:\s+(\d+)/m.exec(status)?.[1] ?? 0)
  } catch {
    return 0
  }
}
