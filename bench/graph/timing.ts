import type { Network } from '#core/search.ts'
import { type HttpLine, openHttpLine } from '../http-line.ts'
import { percentile, timesOf } from '../measure.ts'
import { type Question, questionsAbout, refusedAddresses } from './questions.ts'

const ASKED = 60
const WARM_UP = 20
/** Refusals are cheap, and their 99th percentile needs many. */
const REFUSED = 20

export const HOW_OFTEN = `${ASKED} times after ${WARM_UP} others`

export interface Timed extends Pick<Question, 'what' | 'goals'> {
  /** Milliseconds, ascending. */
  times: number[]
}

export interface Timings {
  questions: Timed[]
  /** Milliseconds of requests that are refused, ascending. */
  refusals: number[]
}

/** Asks a running server every question, one after the other; `before` runs untimed before each. */
export async function timeQuestions(
  url: string,
  before: () => Promise<unknown> = () => Promise.resolve(),
): Promise<Timings> {
  const known = await strongest(url)
  const line = await openHttpLine(url)
  try {
    const questions: Timed[] = []
    for (const { what, goals, address } of questionsAbout(known)) {
      const ask = (i: number) => answered(line, `/api/v1${address(i)}`)
      const times = await timesOf(ask, ASKED, WARM_UP, before)
      questions.push({ what, goals, times })
    }
    const addresses = refusedAddresses(known)
    const refuse = (i: number) => refused(line, `/api/v1${addresses[i % addresses.length]!}`)
    const refusals = await timesOf(refuse, REFUSED * addresses.length, addresses.length)
    return { questions, refusals }
  } finally {
    line.close()
  }
}

/** The 300 names of most sentences, and their ties. */
export async function strongest(url: string): Promise<Network> {
  for (;;) {
    const response = await fetch(`${url}/api/v1/graph?rank=frequent&size=300`)
    if (response.ok) return (await response.json()) as Network
    // Engines that were just filled may be too slow at first.
    if (response.status !== 503) throw new Error(await response.text())
  }
}

/** What an engine was too slow for counts as the time after which the server gave up. */
async function answered(line: HttpLine, path: string): Promise<void> {
  const answer = await line.get(path).catch((error: Error) => error.message)
  if (/^HTTP\/1\.1 (?!503)/.test(answer)) throw new Error(`${path}: ${answer}`)
}

async function refused(line: HttpLine, path: string): Promise<void> {
  const answer = await line.get(path).catch((error: Error) => error.message)
  if (!/^HTTP\/1\.1 4/.test(answer)) throw new Error(`${path} was not refused`)
}

/** p50, p95 and p99. */
export const percentiles = (ascending: number[]): string =>
  [0.5, 0.95, 0.99].map((share) => percentile(ascending, share).toFixed(1)).join('–')
