import type { PutOutcome, PreparedEntry } from '#archive/articles.ts'
import type { LedgerEntries } from '#archive/ledger.ts'
import type { Archive } from '#archive/open.ts'
import type { Rejection } from '../read.ts'
import type { ArticleStep, ImportStep } from './steps.ts'

export interface ImportCounts {
  /** Records that contain an article. */
  read: number
  added: number
  changed: number
  unchanged: number
  /** Skipped because their id was removed and may not return. */
  barred: number
  rejected: number
  warnings: number
}

export interface IntakeOptions {
  /** Whether removed articles may return. */
  restore: boolean
  /** Receives each rejection and warning as a sentence. */
  note(sentence: string): void
}

interface CurrentFile {
  path: string
  /** Hash of its content and of how it is read; null if it cannot be read again. */
  hash: string | null
  /** The archive's rev when reading this content began, possibly in an earlier, interrupted run. */
  rev: number
}

/**
 * Stores steps in the archive in batches. The ledger records a file as read only after its articles
 * are stored, so it never claims too much.
 */
/**
 * Limit of listed rejections and of warnings per file: a file of only bad lines would fill the
 * archive.
 */
const MAX_LISTED = 1000

export class Intake {
  readonly counts = noCounts()
  readonly #archive: Archive
  readonly #options: IntakeOptions
  #file: CurrentFile | null = null
  /** The counts when the file was opened. */
  #before = noCounts()
  #batch: PreparedEntry[] = []
  /** Ids in the batch. */
  #waiting = new Set<string>()
  #ledger = noEntries()

  constructor(archive: Archive, options: IntakeOptions) {
    this.#archive = archive
    this.#options = options
  }

  /** The steps are stored durably when this returns. */
  store(steps: ImportStep[]): void {
    for (const step of steps) this.#take(step)
    this.#flush()
  }

  /** Records a file that could not be opened. */
  reject(rejection: Rejection, path: string): void {
    this.#reject(rejection, path)
    this.#flush()
  }

  #take(step: ImportStep): void {
    switch (step.type) {
      case 'opened':
        return this.#open(step.path, step.hash)
      case 'skipped':
        return this.#skip(step.path)
      case 'article':
        return this.#takeArticle(step)
      case 'unchanged':
        this.counts.read++
        this.counts.unchanged++
        return this.#warnOfAll(step.line, step.warnings)
      case 'rejected':
        return this.#reject(step.rejection, this.#file!.path)
      case 'finished':
        return this.#finish()
    }
  }

  #open(path: string, hash: string | null): void {
    const seen = this.#archive.file(path)
    const isResumed = seen !== null && seen.hash === hash && !seen.done
    this.#file = { path, hash, rev: isResumed ? seen.rev : this.#archive.rev() }
    this.#before = { ...this.counts }
    this.#ledger.opened.push(this.#file)
  }

  /** A skipped file counts as it did when it was read. */
  #skip(path: string): void {
    const { articles, rejected } = this.#archive.file(path)!
    const listed = this.#archive.rejectedIn(path)
    this.counts.read += articles
    this.counts.unchanged += articles
    this.counts.rejected += rejected
    this.counts.warnings += listed.reduce((sum, { records }) => sum + records, 0) - rejected
    for (const { message } of listed) this.#options.note(message)
  }

  #finish(): void {
    const { path, hash, rev } = this.#file!
    const articles = this.counts.read - this.#before.read
    const rejected = this.counts.rejected - this.#before.rejected
    const warnings = this.counts.warnings - this.#before.warnings
    this.#listRest('more-rejected', rejected, 'records were left out')
    this.#listRest('more-warnings', warnings, 'records have warnings')
    if (hash !== null) this.#ledger.finished.push({ path, hash, rev, articles, rejected })
  }

  #takeArticle({ entry, warnings }: ArticleStep): void {
    const { isNew, article } = entry
    const { id } = article
    this.counts.read++
    this.#warnOfAll(entry.origin.line, warnings)
    // An earlier article with the same id must be stored first, because articles are compared with
    // stored ones.
    if (this.#waiting.has(id)) this.#flush()
    if (!isNew && this.#options.restore && this.#archive.isBarred(id)) this.#archive.unbar([id])
    if (!isNew && this.#isSettled(entry)) this.counts.unchanged++
    else this.#add(entry)
  }

  /**
   * Whether the archive already has this article, or a later one with its id from the same file.
   */
  #isSettled({ article, hash, extractor, origin: { line } }: PreparedEntry): boolean {
    const known = this.#archive.known(article.id)
    if (!known) return false
    if (known.hash === hash) return known.extractor === extractor

    const { path, rev } = this.#file!
    if (line === null || known.line === null || known.path !== path) return false
    // It was stored while reading this same content, so the file has the id twice.
    if (known.rev <= rev) return false
    this.#warnOfSameId(article.id, Math.min(line, known.line), Math.max(line, known.line))
    return known.line > line
  }

  #add(entry: PreparedEntry): void {
    const { article, origin } = entry
    const [old] = origin.line === null ? this.#archive.othersFrom(origin.path, article.id) : []
    if (old !== undefined) {
      // A file with a single article was changed: its new text replaces the old article.
      this.#count(this.#archive.supersede(old, entry))
      return
    }
    this.#batch.push(entry)
    this.#waiting.add(article.id)
  }

  #flush(): void {
    // Write this before the articles: after a crash in between, the rev at which reading began is
    // still known.
    const { opened } = this.#ledger
    if (opened.length > 0) this.#archive.enter({ ...noEntries(), opened })
    this.#ledger.opened = []
    for (const outcome of this.#archive.writePrepared(this.#batch)) this.#count(outcome)
    this.#archive.enter(this.#ledger)
    this.#batch = []
    this.#waiting = new Set()
    this.#ledger = noEntries()
  }

  #count(outcome: PutOutcome): void {
    this.counts[outcome]++
  }

  #reject({ origin, code, message, sample }: Rejection, path: string): void {
    this.counts.rejected++
    this.#options.note(message)
    if (this.#file && this.counts.rejected - this.#before.rejected > MAX_LISTED) return
    this.#ledger.rejected.push({ path, line: origin.line, code, message, sample })
  }

  #warnOfAll(line: number | null, warnings: string[]): void {
    if (warnings.length === 0) return
    const place = `${this.#file!.path}${line === null ? '' : `, line ${line}`}`
    this.#warn(line, 'warning', `${place}: ${warnings.join('; ')}`)
  }

  #warn(line: number | null, code: string, message: string): void {
    this.counts.warnings++
    this.#options.note(message)
    if (this.counts.warnings - this.#before.warnings > MAX_LISTED) return
    this.#ledger.rejected.push({ path: this.#file!.path, line, code, message, sample: '' })
  }

  /** Adds one line for everything beyond the limit. */
  #listRest(code: string, count: number, what: string): void {
    const records = count - MAX_LISTED
    if (records <= 0) return
    const { path } = this.#file!
    const numbers = [records, MAX_LISTED].map((number) => number.toLocaleString('en'))
    const message = `${path}: ${numbers[0]} more ${what}; the first ${numbers[1]} are listed`
    this.#ledger.rejected.push({ path, line: null, code, message, sample: '', records })
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

function noCounts(): ImportCounts {
  return { read: 0, added: 0, changed: 0, unchanged: 0, barred: 0, rejected: 0, warnings: 0 }
}

const noEntries = (): LedgerEntries => ({ opened: [], rejected: [], finished: [] })
