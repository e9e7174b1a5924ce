import { type Finding, audit } from '#archive/audit.ts'
import { stateDigest } from '#archive/digest.ts'
import type { Archive } from '#archive/open.ts'
import { auditFullText } from '#stores/sqlite/search/audit.ts'
import { hasFullTextIndex } from '#stores/sqlite/search/full-text.ts'

export interface Verification {
  ok: boolean
  /** Of all that the archive says; equal for two archives of the same articles. */
  digest: string
  findings: Finding[]
  seconds: number
}

/** Checks the archive against its full-text index and its graph, by counting and indexing everything anew. */
export function verify({ db }: Archive): Verification {
  const started = performance.now()
  const findings = [...audit(db), ...checkFullText(db)]
  const digest = stateDigest(db)
  return {
    ok: findings.length === 0,
    digest,
    findings,
    seconds: (performance.now() - started) / 1000,
  }
}

function checkFullText(db: Archive['db']): Finding[] {
  if (!hasFullTextIndex(db)) return []
  const { differing, superfluous } = auditFullText(db)
  const findings = [
    {
      what: 'the words of an article in the full-text index',
      count: differing.length,
      examples: differing.slice(0, 5),
    },
    { what: 'a row of the full-text index without an article', count: superfluous, examples: [] },
  ]
  return findings.filter(({ count }) => count > 0)
}
