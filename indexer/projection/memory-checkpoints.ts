import type { Checkpoints, Stream } from '#archive/projection/checkpoints.ts'
import type { ProjectionLedger } from '#archive/projection/projection-ledger.ts'

/**
 * Keeps the checkpoints of a generation in memory while it is built, so that a killed build leaves
 * none. The archive does not change meanwhile, so no tombstones are needed for it.
 */
export function withMemoryCheckpoints(ledger: ProjectionLedger): ProjectionLedger {
  const checkpoints: Checkpoints = { sent: 0, entities: 0, articles: 0, ties: 0 }
  return {
    ...ledger,
    checkpoints: () => ({ ...checkpoints }),
    willSend: (_target, _streams, rev) => void (checkpoints.sent = rev),
    setCheckpoint: (_target: string, stream: Stream, rev: number) =>
      void (checkpoints[stream] = rev),
  }
}
