import { debuglog, getSystemErrorMessage } from 'node:util'
import { InvalidQueryError, StoreError, UserError } from '#core/errors.ts'
import { damageSentence, isDamage, isDiskFailure, isUnusable } from '#core/files/sqlite-errors.ts'
import { plain, printError } from './terminal.ts'

const FAILED = 1
/** EX_IOERR of sysexits.h. */
const DISK_FAILED = 74
/** No space left on the disk, in the user's quota, or within the maximum file size. */
const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG']

const debug = debuglog('dateline')

/** Prints a failure as one sentence on stderr and returns the exit status. */
export function reportFailure(error: unknown): number {
  debug('%o', error)
  if (isOfDisk(error)) {
    printError(
      'dateline: the disk is full or fails; what was reported as stored is kept, and the same command continues once there is room',
    )
    return DISK_FAILED
  }
  printError(`dateline: ${plain(toSentence(error))}`)
  return FAILED
}

function toSentence(error: unknown): string {
  if (error instanceof InvalidQueryError) return `${error.message}${position(error)}`
  if (error instanceof UserError || error instanceof StoreError) return error.message
  if (!(error instanceof Error)) return `this should not have happened: ${String(error)}`
  if (isDamage(error)) return damageSentence(null)
  if (isUnusable(error)) {
    return 'the archive cannot be opened; check the rights of its file and folder, or name another with --archive'
  }
  if ('errno' in error && 'path' in error) {
    const reason = getSystemErrorMessage(error.errno as number)
    return `${String(error.path)} cannot be used (${reason}); check the path and its rights`
  }
  return `this should not have happened: ${error.message} (NODE_DEBUG=dateline shows where)`
}

function position({ position }: InvalidQueryError): string {
  return position === undefined ? '' : ` (at character ${position + 1})`
}

function isOfDisk(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const isFull = 'code' in error && FULL.includes(error.code as string)
  return isFull || isDiskFailure(error) || isOfDisk(error.cause)
}
