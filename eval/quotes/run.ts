import type { TallyLine } from '../tally.ts'
import { round, toTable } from '../table.ts'
import { readAttributions } from './attributions.ts'
import { type SourceMatch, scoreQuotes } from './score.ts'

const GOALS: Record<'direct' | 'indirect', [floor: string, aim: string]> = {
  direct: ['90 / 75', '94 / 85'],
  indirect: ['80 / 55', '88 / 70'],
}

/**
 * Prints how well quotations find their speakers; false if the shared folder is missing. The rules
 * were developed on every second article, starting with the first; the others were only ever
 * scored.
 */
export function evaluateQuotes(shared: string): boolean {
  const articles = readAttributions(shared)
  if (!articles) return false
  const parts = [
    ['all', articles],
    ['developed on', articles.filter((_, i) => i % 2 === 0)],
    ['only scored', articles.filter((_, i) => i % 2 === 1)],
  ] as const
  const rows = parts.flatMap(([name, part]) =>
    (['overlap', 'exact'] as const).flatMap((match) =>
      rowsOf(name, match, scoreQuotes(part, match)),
    ),
  )
  console.log(toTable(HEAD, rows))
  return true
}

const HEAD = [
  'articles',
  'source',
  'quotations',
  'floor',
  'aim',
  'precision',
  'recall',
  'given',
  'labelled',
]

function rowsOf(
  name: string,
  match: SourceMatch,
  score: Record<'direct' | 'indirect', TallyLine>,
): string[][] {
  return (['direct', 'indirect'] as const).map((kind) => {
    const { precision, recall, total } = score[kind]
    const goals = match === 'overlap' ? GOALS[kind] : ['', '']
    const counts = [round(precision), round(recall), String(total.given), String(total.gold)]
    return [name, match, kind, ...goals, ...counts]
  })
}
