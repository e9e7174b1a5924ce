import type { ScoreRow } from './world-news.ts'

/** A Markdown table with aligned columns. */
export function toTable(head: string[], rows: string[][]): string {
  const widths = head.map((_, i) => Math.max(3, ...[head, ...rows].map((row) => row[i]!.length)))
  const rule = widths.map((width) => '-'.repeat(width))
  return [head, rule, ...rows]
    .map((row) => `| ${row.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |`)
    .join('\n')
}

export function toRow(
  system: string,
  { name, exact, interval, overlap, distinct }: ScoreRow,
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
