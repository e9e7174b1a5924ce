/** One figure of the printed table. */
export interface Figure {
  what: string
  value: number
  unit: string
  /** For example "at least 0.85" or "at most 300 MB". */
  goal: string
  met: boolean
  /** Settings and spread of the measurement. */
  how: string
}

export function atLeast(goal: number, value: number) {
  return { goal: `at least ${goal}`, met: value >= goal }
}

export function atMost(goal: number, value: number) {
  return { goal: `at most ${goal}`, met: value <= goal }
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

export function spread(values: number[], digits = 2): string {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  return `${low.toFixed(digits)}–${median(values).toFixed(digits)}–${high.toFixed(digits)}`
}

/** Milliseconds of each call but the first, which warm up; ascending. `before` runs untimed before each. */
export async function timesOf(
  ask: (i: number) => Promise<unknown>,
  asked: number,
  warmUp = 0,
  before: () => Promise<unknown> = () => Promise.resolve(),
): Promise<number[]> {
  const times: number[] = []
  for (let i = 0; i < warmUp + asked; i++) {
    await before()
    const started = performance.now()
    await ask(i)
    if (i >= warmUp) times.push(performance.now() - started)
  }
  return times.sort((x, y) => x - y)
}

export const percentile = (ascending: number[], share: number): number =>
  ascending[Math.ceil(share * ascending.length) - 1]!

/**
 * Runs two arms alternately, A B B A A B …, so that a slowdown of the machine affects both; returns the results by
 * round. The first round warms up and is dropped.
 */
export async function interleaved<Arm extends string>(
  rounds: number,
  arms: Record<Arm, (round: number) => Promise<number>>,
): Promise<Record<Arm, number[]>> {
  const names = Object.keys(arms) as Arm[]
  const values = Object.fromEntries(names.map((name) => [name, [] as number[]]))
  for (let round = 0; round <= rounds; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const value = await arms[name](round)
      if (round > 0) values[name]!.push(value)
    }
    process.stderr.write(`\r  round ${round} of ${rounds} `)
  }
  process.stderr.write('\r')
  return values as Record<Arm, number[]>
}

/** Ratios of the second arm's result to the first's, one per round. */
export function quotients(a: number[], b: number[]): number[] {
  return a.map((value, round) => value / b[round]!)
}
