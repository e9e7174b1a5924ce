import { basename } from 'node:path'
import { plain } from './terminal.ts'
import type { EngineState } from '#indexer/projection/projection.ts'
import type { IndexProgress } from '#indexer/pipeline/run-index.ts'

/** The part of a terminal needed here. */
export interface TerminalOutput {
  isTTY?: boolean
  columns?: number
  write(text: string): unknown
}

const REDRAW_MS = 100
const LINE_MS = 10_000
const BAR_WIDTH = 24
const CLEAR_LINE = '\r\x1b[K'

/** Shows progress: a bar on a terminal, a line every ten seconds elsewhere. */
export class ProgressDisplay {
  readonly #output: TerminalOutput
  readonly #now: () => number
  readonly #started: number
  #shown: number

  constructor(
    output: TerminalOutput = process.stderr,
    now: () => number = () => performance.now(),
  ) {
    this.#output = output
    this.#now = now
    this.#started = this.#shown = now()
  }

  /** Shows progress of reading, and of engines being filled meanwhile. */
  update(progress: IndexProgress, engines: EngineState[] = []): void {
    this.#draw((seconds) => {
      const told = [...facts(progress, seconds), ...engines.map(engineFact)]
      return { done: share(progress), told }
    })
  }

  /** Shows progress of engines only. */
  engines(engines: EngineState[]): void {
    const sent = engines.reduce((sum, each) => sum + each.sent, 0)
    const all = engines.reduce((sum, each) => sum + each.sent + each.pending, 0)
    this.#draw(() => ({ done: all > 0 ? sent / all : null, told: engines.map(engineFact) }))
  }

  /** Shows progress of a count with a known total. */
  counting(done: number, all: number, what: string): void {
    const told = [`${done.toLocaleString('en-US')} of ${all.toLocaleString('en-US')} ${what}`]
    this.#draw(() => ({ done: done / all, told }))
  }

  /** Shows progress of a count without a known total. */
  counted(done: number, what: string): void {
    this.#draw(() => ({ done: null, told: [`${done.toLocaleString('en-US')} ${what}`] }))
  }

  /** Shows progress of one task, from 0 to 1. */
  percentage(done: number, what: string): void {
    this.#draw(() => ({ done, told: [`${Math.floor(done * 100)} % ${what}`] }))
  }

  #draw(look: (seconds: number) => { done: number | null; told: string[] }): void {
    const now = this.#now()
    if (now - this.#shown < (this.#output.isTTY ? REDRAW_MS : LINE_MS)) return
    this.#shown = now
    const { done, told } = look((now - this.#started) / 1000)
    this.#output.write(
      this.#output.isTTY
        ? CLEAR_LINE + bar(done, told, this.#output.columns ?? 80)
        : `${told.join(', ')}\n`,
    )
  }

  /** Clears the progress line. */
  end(): void {
    if (this.#output.isTTY) this.#output.write(CLEAR_LINE)
  }
}

function bar(done: number | null, told: string[], columns: number): string {
  const filled = Math.round((done ?? 0) * BAR_WIDTH)
  const drawn = done === null ? '' : '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled) + '  '
  return (drawn + told.join('  ')).slice(0, Math.max(0, columns - 1))
}

/** An engine's name and percentage, and why it is waiting. */
function engineFact({ engine, sent, pending, waiting }: EngineState): string {
  const all = sent + pending
  const done = all === 0 ? '' : ` ${Math.floor((sent / all) * 100)} %`
  return `${engine.name}${done}${waiting === null ? '' : `, waiting: ${plain(waiting)}`}`
}

function facts(progress: IndexProgress, seconds: number): string[] {
  const done = share(progress)
  const rate = progress.read / seconds
  const left = done ? (seconds / done) * (1 - done) : null
  return [
    ...(done === null ? [] : [`${Math.floor(done * 100)} %`]),
    `${progress.read.toLocaleString('en-US')} articles`,
    `${Math.round(rate).toLocaleString('en-US')} a second`,
    ...(left === null ? [] : [`${duration(left)} left`]),
    plain(basename(progress.path)),
  ]
}

/** Null if the total is unknown, as with standard input. */
function share({ bytes, totalBytes }: IndexProgress): number | null {
  return totalBytes ? Math.min(1, bytes / totalBytes) : null
}

/** "0:07", "12:30", "3:05:00" */
function duration(seconds: number): string {
  const whole = Math.ceil(seconds)
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  if (parts[0] === 0) parts.shift()
  return parts.map((part, i) => (i === 0 ? part : String(part).padStart(2, '0'))).join(':')
}
