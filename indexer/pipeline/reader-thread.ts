import { parentPort, workerData } from 'node:worker_threads'
import { openArchive } from '#archive/open.ts'
import { type Form, Vocabulary } from '#stores/sqlite/search/vocabulary.ts'
import { type PackedStep, pack } from './packed-steps.ts'
import type { ListedFile } from '../read.ts'
import { type ImportStep, type StepOptions, steps } from './steps.ts'

/*
 * Reads, normalizes and, with a single worker, extracts, so that the writing thread mostly writes.
 * Batches are sent as soon as they are ready, at most AHEAD of the writer.
 */
export interface ReaderData {
  files: ListedFile[]
  archive: string
  options: StepOptions
}

/** The steps of one transaction. */
export interface StepBatch {
  steps: PackedStep[]
  /** Words seen for the first time in this run. */
  forms: Form[]
  /** Bytes of all files read so far. */
  bytes: number
  /** The file being read. */
  path: string
}

/** From the writer: a batch was stored, or no more are wanted. */
export type WriterReply = 'stored' | 'stop'

/**
 * A transaction of this size takes about 50 ms: short for concurrent readers, long enough to
 * amortize its fsync.
 */
const BATCH_STEPS = 500
const BATCH_CHARACTERS = 2_000_000
/** Maximum number of batches sent but not stored yet. */
const AHEAD = 3

const { files, archive: path, options } = workerData as ReaderData
const archive = openArchive(path, { write: false })
const vocabulary = new Vocabulary()
/** Ids of the batches not stored yet. */
const pending: Set<string>[] = []
let stopped = false
let wake = () => {}

parentPort!.on('message', (reply: WriterReply) => {
  if (reply === 'stored') pending.shift()
  else stopped = true
  wake()
})

let batch: StepBatch = { steps: [], forms: [], bytes: 0, path: '' }
let ids = new Set<string>()
let characters = 0
const isPending = (id: string) => ids.has(id) || pending.some((sent) => sent.has(id))

for await (const step of steps(files, archive, options, isPending)) {
  if (stopped) break
  take(step)
  if (batch.steps.length >= BATCH_STEPS || characters >= BATCH_CHARACTERS) await send()
}
if (!stopped) await send()
archive.close()
parentPort!.close()

function take(step: ImportStep): void {
  batch.steps.push(pack(step))
  if ('path' in step) batch.path = step.path
  if ('bytes' in step) batch.bytes = step.bytes
  if (step.type !== 'article') return
  const { id, title, body } = step.entry.article
  ids.add(id)
  characters += body.length
  vocabulary.take(title, batch.forms)
  vocabulary.take(body, batch.forms)
}

async function send(): Promise<void> {
  parentPort!.postMessage(batch)
  pending.push(ids)
  batch = { ...batch, steps: [], forms: [] }
  ids = new Set()
  characters = 0
  while (pending.length >= AHEAD && !stopped) await new Promise<void>((resolve) => (wake = resolve))
}
