import type { Line } from './world-news.ts'

/** A table as Markdown has it. */
export function toTable(head: string[], rows: string[][]): string {
  const lines = [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`)
  return lines.join('\n')
}

export function toRow(
  system: string,
  { name, exact, interval, overlap, distinct }: Line,
): string[] {
  const [low, high] = interval
  return [
    system,
    name,
    round(exact.precision),
    round(exact.recall),
    `**${round(exact.f1)}**`,
    `${round(low)}–${round(high)}`,
    round(overlap.f1),
    round(distinct.f1),
  ]
}

export const round = (value: number) => value.toFixed(1)
