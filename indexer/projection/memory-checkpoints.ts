import type { Marks, Stream } from '#archive/checkpoints.ts'
import type { ProjectionLedger } from '#archive/projection-ledger.ts'

/**
 * Keeps the marks of a filling that is still being made in memory: if it is never finished nothing is left of it. While
 * it is made the archive does not change, so that nothing that went has to be kept in mind for it.
 */
export function withMemoryMarks(ledger: ProjectionLedger): ProjectionLedger {
  const marks: Marks = { sent: 0, entities: 0, articles: 0, ties: 0 }
  return {
    ...ledger,
    marks: () => ({ ...marks }),
    willSend: (_target, _streams, rev) => void (marks.sent = rev),
    setMark: (_target: string, stream: Stream, rev: number) => void (marks[stream] = rev),
  }
}
