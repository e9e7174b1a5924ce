/** One figure of the printed table. */
export interface Figure {
  what: string
  value: number
  unit: string
  /** "at least 0.85", "at most 300 MB". */
  goal: string
  met: boolean
  /** Settings and spread. */
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

/**
 * Runs two arms in turn, A B B A A B …, so that a machine that slows down slows both; gives seconds by round. The first
 * round, which warms both up, is thrown away.
 */
export async function interleaved(
  rounds: number,
  a: (round: number) => Promise<number>,
  b: (round: number) => Promise<number>,
): Promise<{ a: number[]; b: number[] }> {
  const seconds: { a: number[]; b: number[] } = { a: [], b: [] }
  for (let round = 0; round <= rounds; round++) {
    const arms = round % 2 === 0 ? (['a', 'b'] as const) : (['b', 'a'] as const)
    for (const arm of arms) {
      const took = await (arm === 'a' ? a(round) : b(round))
      if (round > 0) seconds[arm].push(took)
    }
    process.stderr.write(`\r  round ${round} of ${rounds} `)
  }
  process.stderr.write('\r')
  return seconds
}
