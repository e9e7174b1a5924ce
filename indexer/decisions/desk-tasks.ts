import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { decide, enqueue, previewDecision } from '#archive/decisions/decide.ts'
import { readCandidates } from '#archive/decisions/candidates.ts'
import { readForms } from '#archive/decisions/forms.ts'
import { readLogPage } from '#archive/decisions/log.ts'
import { type Archive, openArchive, openIfFree } from '#archive/open.ts'
import { archiveId, archiveRev } from '#archive/projection/pending.ts'
import { type Corpus, loadCorpus } from '#archive/registry/corpus.ts'
import { settleNames } from '#archive/registry/settle.ts'
import { inTransaction, snapshot } from '#core/files/sqlite-transaction.ts'
import { readCursor, writeCursor } from '#core/cursor.ts'
import type { Candidate, DecisionDesk, EntityForms, Queued } from '#core/decisions/desk.ts'
import type { DecisionOutcome, DecisionRequest, ListedDecision } from '#core/decisions/request.ts'
import type { Signed } from '#core/decisions/request.ts'
import { changedSince, pageOfPlaces } from '#core/list-place.ts'
import type { Page, PageQuery } from '#core/page.ts'
import { createFullTextIndex, hasFullTextIndex } from '#stores/sqlite/search/full-text.ts'

export interface DeskOptions {
  archive: string
  /** How long a decision waits for another writer before reporting it. */
  patienceMs: number
}

type Tasks = { [Method in Exclude<keyof DecisionDesk, 'close'>]: DecisionDesk[Method] }

const RETRY_MS = 50
/** A batch of an import locks the file for less. */
const BUSY_MS = 60_000

/** Performs the desk's tasks in the calling thread: reading the archive is synchronous. */
export function createDeskTasks({ archive: path, patienceMs }: DeskOptions): Tasks {
  let known: { archive: string; rev: number; corpus: Corpus; source: Archive } | null = null

  /** The corpus is kept between decisions unless the archive was written meanwhile. */
  function corpusOf(db: DatabaseSync): Corpus {
    const [archive, rev] = [archiveId(db), archiveRev(db)]
    if (known?.archive !== archive || known.rev !== rev) {
      known?.source.close()
      // A separate connection, because a corpus keeps reading as long as it is used.
      const source = openArchive(path, { write: false })
      known = { archive, rev, source, corpus: loadCorpus(source.db) }
    }
    return known.corpus
  }

  function reading<T>(read: (db: DatabaseSync) => T): T {
    const archive = openArchive(path, { write: false })
    try {
      return snapshot(archive.db, () => read(archive.db))
    } finally {
      archive.close()
    }
  }

  function write(archive: Archive, request: DecisionRequest, signed: Signed): DecisionOutcome {
    const { db } = archive
    if (hasFullTextIndex(db)) archive.follow(createFullTextIndex(db))
    const outcome = decide(archive, corpusOf(db), request, signed)
    // Decisions do not change what articles say, so the corpus stays valid.
    if (known) known.rev = archiveRev(db)
    return outcome
  }

  /**
   * Queues a decision for the process that writes the archive, which applies it between two
   * batches.
   */
  function queue(request: DecisionRequest, signed: Signed): DecisionOutcome {
    const db = new DatabaseSync(path, { timeout: BUSY_MS })
    try {
      return inTransaction(db, () => {
        const corpus = corpusOf(db)
        const preview = previewDecision(db, corpus, request)
        return { ...preview, decision: enqueue(db, corpus, request, signed) }
      })
    } finally {
      db.close()
    }
  }

  async function applied(id: string): Promise<boolean> {
    for (const until = performance.now() + patienceMs; performance.now() < until;) {
      await wait(RETRY_MS)
      if (reading((db) => !isWaiting(db, id))) return true
      const archive = openIfFree(path)
      if (archive) await settleWaiting(archive)
    }
    return false
  }

  /** Only `index` applies queued decisions, so another writer may have left some. */
  async function settleWaiting(archive: Archive): Promise<void> {
    try {
      if (hasFullTextIndex(archive.db)) archive.follow(createFullTextIndex(archive.db))
      await settleNames(archive)
    } finally {
      archive.close()
    }
  }

  return {
    preview: async (request) => reading((db) => previewDecision(db, corpusOf(db), request)),
    async decide(request, signed): Promise<Queued> {
      const archive = openIfFree(path)
      if (archive) {
        try {
          return { ...write(archive, request, signed), queued: false }
        } finally {
          archive.close()
        }
      }
      const outcome = queue(request, signed)
      const queued = !(await applied(outcome.decision!.id))
      return { ...outcome, queued }
    },
    log: async (query) => reading((db) => logPage(db, query)),
    candidates: async (query) => reading((db) => candidatePage(db, query)),
    forms: async (id): Promise<EntityForms | null> =>
      reading((db) => readForms(db, corpusOf(db), id)),
  }
}

function isWaiting(db: DatabaseSync, id: string): boolean {
  return (
    db.prepare(`select 1 from decision where id = ? and state = 'waiting'`).get(id) !== undefined
  )
}

function logPage(
  db: DatabaseSync,
  { size, cursor }: { size: number; cursor?: string | undefined },
): Page<ListedDecision> {
  const version = archiveRev(db)
  const [before, began] = (readCursor(cursor, DECISIONS, isLogPlace) as
    [number, number] | null) ?? [null, version]
  const { items, total, next } = readLogPage(db, { size, before })
  return {
    items,
    total: { value: total, relation: 'eq' },
    next: next === null ? null : writeCursor(DECISIONS, [next, began]),
    warnings: [],
    version,
    ...changedSince(began, version),
  }
}

const DECISIONS = 'decisions'

const isLogPlace = (place: unknown[]) => place.length === 2 && place.every(Number.isSafeInteger)

function candidatePage(
  db: DatabaseSync,
  { size, cursor, entity = null }: PageQuery & { entity?: string | null | undefined },
): Page<Candidate> {
  return pageOfPlaces(readCandidates(db, entity), {
    ...{ list: `candidates ${entity ?? ''}`, cursor, size, version: archiveRev(db) },
    keyOf: ({ id }) => id,
    toItem: (candidate) => candidate,
  })
}
