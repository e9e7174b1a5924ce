import type { Entry, Outcome } from '#archive/articles.ts'
import { contentHash } from '#archive/articles.ts'
import type { LedgerEntries, ReadFile, StoredRejected } from '#archive/ledger.ts'
import type { Archive } from '#archive/open.ts'
import type { Article, Reading } from '#core/article.ts'
import { extract, readSentences } from '#extract/extract.ts'
import type { ArticleRead, Rejection } from './readers/result.ts'

export interface Counts {
  /** Records with an article in them. */
  read: number
  added: number
  changed: number
  unchanged: number
  /** Left out since they were removed. */
  barred: number
  rejected: number
  warnings: number
}

export interface OpenFile {
  path: string
  /** Of its content and of how it is read; null for standard input, which cannot be read again. */
  hash: string | null
  /** Of the archive when reading this content began, which may be in an earlier run that was cut short. */
  rev: number
}

export interface IntakeOptions {
  /** Version that names are read with; empty for none. */
  extractor: string
  /** Let articles in again that were removed. */
  restore: boolean
  /** Is told each rejection and warning, a sentence. */
  note(sentence: string): void
}

/** A transaction of this size takes some 50 ms: short enough for readers, long enough to make its one fsync cheap. */
const BATCH_ARTICLES = 500
const BATCH_CHARACTERS = 2_000_000

export function noCounts(): Counts {
  return { read: 0, added: 0, changed: 0, unchanged: 0, barred: 0, rejected: 0, warnings: 0 }
}

/**
 * Takes the records of one file after another into the archive, in batches that reach over small files. What the
 * ledger says of a file is written after its articles, so that it never promises too much.
 */
export class Intake {
  readonly counts = noCounts()
  readonly #archive: Archive
  readonly #options: IntakeOptions
  #file: OpenFile | null = null
  /** The counts when the file was opened. */
  #before = noCounts()
  #batch: Entry[] = []
  /** Ids in the batch. */
  #waiting = new Set<string>()
  #characters = 0
  #ledger = noEntries()

  constructor(archive: Archive, options: IntakeOptions) {
    this.#archive = archive
    this.#options = options
  }

  open(file: OpenFile): void {
    this.#file = file
    this.#before = { ...this.counts }
    this.#ledger.opened.push(file)
  }

  /** A file that was read to its end before: counted as it was then. */
  skip({ articles, rejected }: ReadFile, listed: StoredRejected[]): void {
    this.counts.read += articles
    this.counts.unchanged += articles
    this.counts.rejected += rejected
    this.counts.warnings += listed.length - rejected
    for (const { message } of listed) this.#options.note(message)
  }

  /** The open file was read to its end. */
  finish(): void {
    const { path, hash, rev } = this.#file!
    const articles = this.counts.read - this.#before.read
    const rejected = this.counts.rejected - this.#before.rejected
    if (hash !== null) this.#ledger.finished.push({ path, hash, rev, articles, rejected })
  }

  take({ article, origin, warnings }: ArticleRead): void {
    this.counts.read++
    for (const warning of warnings) this.#warn(origin.line, 'warning', warning)
    // A record is compared with what is stored, so an earlier one of the same id has to be stored by then.
    if (this.#waiting.has(article.id)) this.flush()
    if (this.#options.restore && this.#archive.isBarred(article.id)) {
      this.#archive.unbar([article.id])
    }
    if (this.#isKnown(article, origin.line)) {
      this.counts.unchanged++
      return
    }
    const { path } = this.#file!
    const { extractor } = this.#options
    const reading = this.#read(article)
    this.#add({ article, reading, extractor, origin: { path, line: origin.line } })
  }

  reject({ origin, code, message, sample }: Omit<Rejection, 'type'>, path = this.#file!.path) {
    this.counts.rejected++
    this.#ledger.rejected.push({ path, line: origin.line, code, message, sample })
    this.#options.note(message)
  }

  flush(): void {
    for (const outcome of this.#archive.write(this.#batch)) this.#count(outcome)
    this.#archive.enter(this.#ledger)
    this.#batch = []
    this.#waiting = new Set()
    this.#characters = 0
    this.#ledger = noEntries()
  }

  #isKnown(article: Article, line: number | null): boolean {
    const known = this.#archive.known(article.id)
    if (!known) return false
    const same = known.hash === contentHash(article)
    if (same) return known.extractor === this.#options.extractor

    const { path, rev } = this.#file!
    if (line === null || known.line === null || known.path !== path) return false
    // Stored while reading this very content, so the file has the id twice.
    if (known.rev <= rev) return false
    this.#warnOfSameId(article.id, Math.min(line, known.line), Math.max(line, known.line))
    return known.line > line
  }

  #read({ title, body, dateline }: Article): Reading {
    if (this.#options.extractor) return extract({ title, body, dateline })
    return { sentences: readSentences(title, body), mentions: [], roles: [] }
  }

  #add(entry: Entry): void {
    const { id, body } = entry.article
    const [old] = entry.origin.line === null ? this.#archive.othersFrom(entry.origin.path, id) : []
    if (old !== undefined) {
      // A file that holds one article and was changed in place: the new text replaces what came from the path.
      this.#count(this.#archive.supersede(old, entry))
      return
    }
    this.#batch.push(entry)
    this.#waiting.add(id)
    this.#characters += body.length
    if (this.#batch.length >= BATCH_ARTICLES || this.#characters >= BATCH_CHARACTERS) this.flush()
  }

  #count(outcome: Outcome): void {
    this.counts[outcome]++
  }

  #warn(line: number | null, code: string, message: string): void {
    this.counts.warnings++
    this.#ledger.rejected.push({ path: this.#file!.path, line, code, message, sample: '' })
    this.#options.note(message)
  }

  #warnOfSameId(id: string, earlier: number, later: number): void {
    const { path } = this.#file!
    this.#warn(
      later,
      'same-id',
      `${path}:${later} has the id of line ${earlier}, ${id}, with another text; the later one was kept`,
    )
  }
}

const noEntries = (): LedgerEntries => ({ opened: [], rejected: [], finished: [] })
