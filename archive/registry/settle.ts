import type { DatabaseSync } from 'node:sqlite'
import { decodeReading, type StoredReading, type Texts } from '#core/reading.ts'
import type { Archive } from '../open.ts'
import { archiveRev } from '../projection/pending.ts'
import { snapshot } from '#core/files/sqlite-transaction.ts'
import { hasWaiting, logVersion } from '../decisions/log.ts'
import { type Corpus, loadCorpus } from './corpus.ts'
import { encodeHeard, hear } from './heard.ts'
import type { RegistryDecisions } from './registry-decisions.ts'
import { type Round, planRound, writeRound } from './round.ts'
import { RULES, RULES_VERSION, type Rules } from './rules.ts'

export interface SettleOptions {
  rules?: Rules
  /** Replaces the decisions in the archive's log. */
  decisions?: RegistryDecisions
  /** Aborting stops between two batches; the next round goes on from there. */
  signal?: AbortSignal
  /** Articles updated so far, and their total. */
  onProgress?: (done: number, of: number) => void
}

type Settled = Pick<Archive, 'db' | 'amend' | 'redecide'>

/** Articles updated per transaction. */
const AT_ONCE = 500

/**
 * Runs a round of the registry over the whole archive and recounts the articles whose names it
 * changes; returns how many. If it is interrupted at any point, the next round completes it.
 */
export async function settleNames(archive: Settled, options: SettleOptions = {}): Promise<number> {
  const { decisions } = options
  const basis = basisOf(archive.db)
  if (decisions || !isSettled(archive.db, basis)) {
    hearMissing(archive)
    if (decisions || hasNames(archive.db) || hasWaiting(archive.db)) decideAll(archive, options)
  }
  const articles = await redecideStale(archive, options)
  if (!decisions && !options.signal?.aborted) remember(archive.db, basis)
  return articles
}

const NO_NAMES = encodeHeard({ forms: [], lone: [], roles: [] })

/**
 * Whether any article has a name or any entity ever existed: an import without names leaves nothing
 * to decide.
 */
function hasNames(db: DatabaseSync): boolean {
  const found = db
    .prepare(
      'select exists (select 1 from heard where forms <> ?) or exists (select 1 from given) as yes',
    )
    .get(NO_NAMES)
  return found?.yes === 1
}

function decideAll({ db, amend }: Settled, { rules = RULES, decisions }: SettleOptions): void {
  amend((nextRev) => {
    const corpus = loadCorpus(db)
    writeRound(db, planRound(db, corpus, { rules, decisions }), corpus, nextRev)
  })
}

/**
 * Runs a round and updates all affected articles in one transaction, so that a crash leaves the old
 * state.
 */
export function settleAtOnce(archive: Settled, corpus: Corpus, round: Round): void {
  archive.amend((nextRev) => {
    const { db } = archive
    writeRound(db, round, corpus, nextRev)
    const stale = db.prepare('select article from stale order by article').all()
    archive.redecide((stale as { article: number }[]).map(({ article }) => article))
  })
  remember(archive.db, basisOf(archive.db))
}

/** What the registry depends on besides the articles: rules and decisions. */
function basisOf(db: DatabaseSync): string {
  return `${RULES_VERSION} ${logVersion(db)}`
}

function isSettled(db: DatabaseSync, basis: string): boolean {
  const last = db.prepare('select rev, basis from settled').get()
  return last?.rev === archiveRev(db) && last.basis === basis
}

function remember(db: DatabaseSync, basis: string): void {
  if (isSettled(db, basis)) return
  db.prepare('insert or replace into settled (one, rev, basis) values (1, ?, ?)').run(
    archiveRev(db),
    basis,
  )
}

/** Yields to the event loop between batches, so that a server keeps answering. */
async function redecideStale(archive: Settled, options: SettleOptions): Promise<number> {
  const next = archive.db.prepare(`select article from stale order by article limit ${AT_ONCE}`)
  const { count } = archive.db.prepare('select count(*) as count from stale').get() as {
    count: number
  }
  let done = 0
  while (!options.signal?.aborted) {
    const rows = (next.all() as { article: number }[]).map(({ article }) => article)
    if (rows.length === 0) break
    archive.redecide(rows)
    done += rows.length
    options.onProgress?.(done, count)
    await new Promise(setImmediate)
  }
  return done
}

type UnheardRow = StoredReading & Texts & { row: number; told: string | null }

const UNHEARD = `
  select a.row, a.title, t.body, t.dateline, r.sentences, r.mentions, r.roles, r.told
  from article a join article_text t using (row) join reading r using (row)
  where a.row > ? and not exists (select 1 from heard where article = a.row)
  order by a.row limit ${AT_ONCE}`

/**
 * Archives from before the registry, and repaired articles, have readings without a `heard` row.
 */
function hearMissing({ db, amend }: Settled): void {
  const page = db.prepare(UNHEARD)
  const put = db.prepare('insert or replace into heard values (?, ?)')
  for (let after = 0; ;) {
    const rows = snapshot(db, () => page.all(after)) as unknown as UnheardRow[]
    amend(() => {
      for (const { row, told, ...stored } of rows) {
        const reading = { ...stored, mentions: told ?? stored.mentions }
        put.run(row, encodeHeard(hear(decodeReading(reading, stored))))
      }
    })
    if (rows.length < AT_ONCE) return
    after = rows.at(-1)!.row
  }
}
