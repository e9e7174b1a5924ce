import { type Finding, audit } from '#archive/audit/audit.ts'
import { stateDigest } from '#archive/audit/digest.ts'
import type { Archive } from '#archive/open.ts'
import { type Repair, repairArchive } from '#archive/audit/repair.ts'
import { encodeReading } from '#core/reading.ts'
import { isDamage } from '#core/files/sqlite-errors.ts'
import { openTextReader } from '#indexer/pipeline/text-reader.ts'
import { auditFullText } from '#stores/sqlite/search/audit.ts'
import { buildFullTextIndex, hasFullTextIndex } from '#stores/sqlite/search/full-text.ts'

export interface Verification {
  ok: boolean
  /** True if pages of the file are damaged, which cannot be repaired. */
  isFileDamaged: boolean
  /**
   * Digest of the archive's content; equal for two archives of the same articles. Empty if the file
   * is damaged.
   */
  digest: string
  findings: Finding[]
  seconds: number
}

/**
 * Checks the archive against its full-text index and its graph, by counting and indexing everything
 * again.
 */
export function verify({ db }: Archive): Verification {
  const started = performance.now()
  const found = audit(db)
  const isFileDamaged = found.some(({ isOfFile }) => isOfFile)
  const findings = isFileDamaged ? found : [...found, ...checkFullText(db)]
  return {
    ok: findings.length === 0,
    isFileDamaged,
    digest: isFileDamaged ? '' : stateDigest(db),
    findings,
    seconds: (performance.now() - started) / 1000,
  }
}

/** Repairs what is derived from the archive's texts; see `repairArchive`. */
export async function repair({ db }: Archive): Promise<Repair> {
  const read = await openTextReader(null)
  const { readSentences } = await import('#extract/text/sentences.ts')
  const done = await repairArchive(db, async (texts, withNames) => {
    if (withNames) return encodeReading(await read(texts))
    const sentences = readSentences(texts.title, texts.body)
    return encodeReading({ sentences, mentions: [], roles: [], quotations: [] })
  })
  if (hasFullTextIndex(db)) for (const progress of buildFullTextIndex(db)) void progress
  return done
}

function checkFullText(db: Archive['db']): Finding[] {
  if (!hasFullTextIndex(db)) return []
  try {
    const { differing, superfluous, missingWords } = auditFullText(db)
    const findings = [
      toFinding('the words of an article in the full-text index', differing),
      { what: 'a row of the full-text index without an article', count: superfluous, examples: [] },
      toFinding('a word that a search by its stem would miss', missingWords),
    ]
    return findings.filter(({ count }) => count > 0)
  } catch (error) {
    if (!isDamage(error)) throw error
    return [{ what: 'the full-text index, which cannot be read', count: 1, examples: [] }]
  }
}

const toFinding = (what: string, all: string[]): Finding => ({
  what,
  count: all.length,
  examples: all.slice(0, 5),
})
