import { debuglog } from 'node:util'
import { InvalidQueryError, StoreError, UserError } from '#core/errors.ts'

const FAILED = 1
/** EX_IOERR of sysexits.h. */
const DISK_FAILED = 74

const debug = debuglog('dateline')

/** Tells what went wrong in one sentence on stderr; returns the exit status. */
export async function reportFailure(error: unknown): Promise<number> {
  debug('%o', error)
  if (await isDiskFailure(error)) {
    console.error(
      'dateline: the disk is full or fails; what was reported as stored is kept, and the same command goes on once there is room',
    )
    return DISK_FAILED
  }
  console.error(`dateline: ${toSentence(error)}`)
  return FAILED
}

function toSentence(error: unknown): string {
  if (error instanceof InvalidQueryError) return `${error.message}${position(error)}`
  if (error instanceof UserError || error instanceof StoreError) return error.message
  const message = error instanceof Error ? error.message : String(error)
  return `this should not have happened: ${message} (NODE_DEBUG=dateline shows where)`
}

function position({ position }: InvalidQueryError): string {
  return position === undefined ? '' : ` (at character ${position + 1})`
}

async function isDiskFailure(error: unknown): Promise<boolean> {
  if (!(error instanceof Error)) return false
  if ('code' in error && error.code === 'ENOSPC') return true
  const archive = await import('#archive/open.ts')
  return archive.isDiskFailure(error) || isDiskFailure(error.cause)
}
