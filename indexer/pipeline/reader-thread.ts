import { parentPort, workerData } from 'node:worker_threads'
import { openArchive } from '#archive/open.ts'
import { type Form, Vocabulary } from '#stores/sqlite/search/vocabulary.ts'
import { type PackedStep, pack } from './packed-steps.ts'
import type { ListedFile } from '../read.ts'
import { type Step, type StepOptions, steps } from './steps.ts'

/*
 * Reads, tidies and, as the only worker, extracts in a thread of its own, so that the writing thread does little but
 * write. Batches are handed over as they get ready, a few ahead of the writer.
 */
export interface ReaderData {
  files: ListedFile[]
  archive: string
  options: StepOptions
}

/** Steps that are stored in one transaction. */
export interface Batch {
  steps: PackedStep[]
  /** Words that no text before had in this run. */
  forms: Form[]
  /** Read so far, of all files. */
  bytes: number
  /** The file being read. */
  path: string
}

/** From the writer: a batch is stored, or no more are wanted. */
export type Reply = 'stored' | 'stop'

/** A transaction of this size takes some 50 ms: short enough for readers, long enough to make its one fsync cheap. */
const BATCH_STEPS = 500
const BATCH_CHARACTERS = 2_000_000
/** Batches that may be on their way to the writer. */
const AHEAD = 3

const { files, archive: path, options } = workerData as ReaderData
const archive = openArchive(path, { write: false })
const vocabulary = new Vocabulary()
/** Ids in the batches that are on their way. */
const pending: Set<string>[] = []
let stopped = false
let wake = () => {}

parentPort!.on('message', (reply: Reply) => {
  if (reply === 'stored') pending.shift()
  else stopped = true
  wake()
})

let batch: Batch = { steps: [], forms: [], bytes: 0, path: '' }
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

function take(step: Step): void {
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
