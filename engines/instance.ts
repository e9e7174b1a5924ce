import { randomBytes } from 'node:crypto'
import { existsSync, lchownSync } from 'node:fs'
import { join } from 'node:path'
import { UserError } from '#core/errors.ts'
import type { Instance, Launcher, Service } from './launcher.ts'
import { readNote, runTool } from './engine-process.ts'
import { readIfThere, writePrivate } from './private-file.ts'
import { makeFolder, makePrivateFolder } from './process-user.ts'

const PASSWORD_BYTES = 20

/** Writes an engine's settings and, the first time, creates its password. */
export function setUpInstance(launcher: Launcher, options: Omit<Instance, 'password'>): Instance {
  const { folder, user } = options
  makeFolder(folder, user)
  for (const name of launcher.folders) makePrivateFolder(join(folder, name), user)

  const kept = readIfThere(passwordFile(folder))
  const instance = { ...options, password: kept ?? randomBytes(PASSWORD_BYTES).toString('hex') }
  for (const [name, text] of Object.entries(launcher.settings(instance))) {
    writePrivate(join(folder, name), text)
    if (user) lchownSync(join(folder, name), user.uid, user.gid)
  }
  if (kept === null) setPassword(launcher, instance)
  return instance
}

/** How to reach the engine started in this folder; null if none was, or it was stopped. */
export function serviceOf(launcher: Launcher, folder: string): Service | null {
  const note = readNote(folder)
  const password = readIfThere(passwordFile(folder))
  if (!note || password === null) return null
  return { url: launcher.url(note.port), user: launcher.user, password }
}

function setPassword(launcher: Launcher, instance: Instance): void {
  const { folder, password } = instance
  if (existsSync(join(folder, 'console.log'))) {
    throw new UserError(
      `${passwordFile(folder)} is gone, so the password of ${launcher.name} is lost; remove ${folder}, and its data is rebuilt from the archive`,
    )
  }
  const failure = runTool(instance, launcher.setPassword(instance))
  if (failure !== null) {
    throw new UserError(`the password of ${launcher.name} could not be set: ${failure}`)
  }
  // Last, because without this file the next start sets a password again.
  writePrivate(passwordFile(folder), password)
}

function passwordFile(folder: string): string {
  return join(folder, 'password')
}
