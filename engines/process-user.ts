import { spawnSync } from 'node:child_process'
import { chmodSync, lchownSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { UserError } from '#core/errors.ts'

const UNPRIVILEGED = 'nobody'
const ENTERED_BY_OTHERS = 0o001

/** An unprivileged user of the machine. */
export interface ProcessUser {
  name: string
  uid: number
  gid: number
}

/** Nothing that listens should run as root, and some engines refuse to. */
export function isRoot(): boolean {
  return process.getuid?.() === 0
}

/** The user that engines run as instead of root; undefined if Dateline does not run as root. */
export function engineUser(): ProcessUser | undefined {
  if (!isRoot()) return undefined
  const [uid, gid] = ['-u', '-g'].map((which) => {
    const { status, stdout } = spawnSync('id', [which, UNPRIVILEGED], { encoding: 'utf8' })
    return status === 0 ? Number(stdout) : NaN
  })
  if (uid && gid) return { name: UNPRIVILEGED, uid, gid }
  throw new UserError(
    `root's engines run as the user ${UNPRIVILEGED}, who does not exist here; run this as another user than root`,
  )
}

/** Whether other users can enter a folder, or the place where it will be created. */
export function isOpenToOthers(folder: string): boolean {
  const found = statSync(folder, { throwIfNoEntry: false })
  if (found && !(found.mode & ENTERED_BY_OTHERS)) return false
  return dirname(folder) === folder || isOpenToOthers(dirname(folder))
}

/**
 * Creates a folder that only its owner can change; others can enter it if the engines run as
 * another user.
 */
export function makeFolder(folder: string, user: ProcessUser | undefined): void {
  mkdirSync(folder, { recursive: true })
  if (user) chmodSync(folder, 0o755)
}

/** Creates a folder that only the engine's user can enter. */
export function makePrivateFolder(folder: string, user: ProcessUser | undefined): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  if (user && statSync(folder).uid !== user.uid) giveTo(user, folder)
}

function giveTo({ uid, gid }: ProcessUser, folder: string): void {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  for (const name of names) lchownSync(join(folder, name), uid, gid)
  lchownSync(folder, uid, gid)
}
