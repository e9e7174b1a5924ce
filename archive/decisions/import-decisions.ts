import { DecisionFormatError, formatDecision, parseDecision } from '#core/decisions/parse.ts'
import type { Decision } from '#core/decisions/types.ts'
import type { Archive } from '../open.ts'
import { loadCorpus } from '../registry/corpus.ts'
import { planRound } from '../registry/round.ts'
import { settleAtOnce } from '../registry/settle.ts'
import { append, readLog, toDecision } from './log.ts'

export interface ImportReport {
  added: number
  /** Already in the log. */
  known: number
  /** Skipped, by line. */
  broken: { line: number; why: string }[]
  /**
   * Kept in the log without effect for now: their objects are not here, or they contradict earlier
   * decisions.
   */
  idle: { id: string; why: string }[]
}

/** Appends decisions of another archive, one JSON object a line; after a crash, all or none. */
export function importDecisions(
  archive: Pick<Archive, 'db' | 'amend' | 'redecide'>,
  lines: Iterable<string>,
): ImportReport {
  return archive.amend(() => {
    const { db } = archive
    const here = new Map(readLog(db).map((each) => [each.id, formatDecision(toDecision(each))]))
    const report: ImportReport = { added: 0, known: 0, broken: [], idle: [] }
    const added = new Set<string>()
    for (const { line, decision, why } of readLines(lines)) {
      const known = decision && here.get(decision.id)
      if (!decision) report.broken.push({ line, why })
      else if (known === undefined) {
        append(db, { ...decision, imported: true })
        here.set(decision.id, formatDecision(decision))
        added.add(decision.id)
      } else if (known === formatDecision(decision)) report.known++
      else report.broken.push({ line, why: `another decision has the id ${decision.id}` })
    }
    report.added = added.size
    if (added.size === 0) return report
    const corpus = loadCorpus(db)
    const round = planRound(db, corpus)
    settleAtOnce(archive, corpus, round)
    const idle = [...round.replayed.idle].filter(([id]) => added.has(id))
    return { ...report, idle: idle.map(([id, why]) => ({ id, why })) }
  })
}

type ReadLine = { line: number } & (
  { decision: Decision; why: '' } | { decision: null; why: string }
)

function* readLines(lines: Iterable<string>): Generator<ReadLine> {
  let line = 0
  for (const text of lines) {
    line++
    if (text.trim() === '') continue
    try {
      yield { line, decision: parseDecision(text), why: '' }
    } catch (error) {
      if (!(error instanceof DecisionFormatError)) throw error
      yield { line, decision: null, why: error.message }
    }
  }
}
